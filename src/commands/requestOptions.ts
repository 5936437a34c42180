import type { Command } from 'commander';
import { PROFILES } from '../benchmarks/benchmarks';
import type { RunRequest } from '../benchmarks/request';
import { BEL_FAMILIES } from '../encodings/bel';
import { RlelError } from '../errors';
import { listIn, nameAmong } from '../input/lists';
import { integerIn, numberIn } from '../input/numbers';
import { ODDITIES } from '../training/config';
import { integerOption, optionOf } from './options';

const number = optionOf(numberIn);
const range = optionOf((text, place) => {
  const ends = listIn(text, place, numberIn);
  if (ends.length !== 2 || ends[0] > ends[1]) {
    throw new RlelError(`${place} ${text}: expected LOW,HIGH, the lower end first.`);
  }
  return ends;
});
const names = <T extends string>(known: readonly T[]) =>
  optionOf((text, place) => listIn(text, place, nameAmong(known)));
const milestones = optionOf((text, place) => (text === 'none' ? [] : listIn(text, place, integerIn)));

/** The options that say what a run is; left out, the profile's settings hold. */
export function addRequestOptions(command: Command): Command {
  return command
    .requiredOption('--benchmark <name>', 'benchmark ("rlel list" shows them)')
    .requiredOption('--method <name>', 'method ("rlel list" shows them)')
    .option('--profile <name>', `settings: ${PROFILES.join(', ')}`, 'quick')
    .addOption(integerOption('--seed <n>', 'seed, an integer of at least 0', 0, 1))
    .option('--data <folder>', 'train on the data set in this folder in place of the synthetic twin')
    .addOption(number('--train-fraction <share>', 'share of the training list that is used, drawn by a fixed seed'))
    .option('--train-list <file>', 'ids of the training samples to use, one a line')
    .option('--weights <file>', 'safetensors file that the backbone starts from (torchvision’s or timm’s names)')
    .addOption(range('--range <low,high>', 'label range of all outputs, in the label’s unit'))
    .addOption(integerOption('--levels <n>', 'number of levels N of all outputs'))
    .addOption(number('--max-angle <degrees>', 'driving: skip frames with a larger |angle|'))
    .option('--network <name>', 'network ("rlel list" shows them)')
    .addOption(integerOption('--theta <n>', 'width θ of the last feature layer'))
    .addOption(number('--alpha <a>', 'weight of R2, bit transitions (rlel)'))
    .addOption(number('--beta <b>', 'weight of R1, encoding distance (rlel)'))
    .option('--form <form>', 'loss as in the paper or as in the published code: paper, published-code')
    .addOption(integerOption('--width <m>', 'code width M of sa, ae, lel, rlel; 0: M = N'))
    .option('--decoding-init <init>', 'first D: uniform, zeros, ones, normal, unary')
    .addOption(number('--decoding-multiplier <x>', 'learning rate of D against the rest'))
    .option('--direct-loss <loss>', 'l1 or l2 (direct)')
    .addOption(
      names(BEL_FAMILIES)('--families <names>', `codes that bel tries, comma-separated: ${BEL_FAMILIES.join(',')}`),
    )
    .option('--decoder <decoder>', 'expected or argmax')
    .option('--energy <energy>', 'energy of sa: proportional or separation')
    .option('--optimizer <name>', 'sgd or adam')
    .addOption(number('--learning-rate <x>', 'learning rate'))
    .addOption(integerOption('--epochs <n>', 'epochs'))
    .addOption(
      milestones(
        '--milestones <epochs>',
        'epochs from which the learning rate is divided by 10, comma-separated, or none',
      ),
    )
    .addOption(integerOption('--batch-size <n>', 'batch size'))
    .addOption(number('--clip-norm <x>', 'largest global gradient norm; 0: no clipping'))
    .option('--no-augment', 'train on the images as they are (landmarks: on the face’s square)')
    .addOption(
      names(ODDITIES)(
        '--oddities <names>',
        `what the published code does beside the paper, comma-separated: ${ODDITIES.join(',')}`,
      ),
    )
    .option('--selection <which>', 'epoch whose weights count: last, best-validation, best-test');
}

type Options = Record<string, unknown>;

/** The request that the parsed options make. */
export function toRequest(options: Options): RunRequest {
  const pick = (names: readonly string[]): Options =>
    Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));
  return {
    ...pick([
      'benchmark',
      'method',
      'profile',
      'seed',
      'range',
      'levels',
      'maxAngle',
      'trainFraction',
      'network',
      'theta',
    ]),
    training: {
      ...pick([
        'optimizer',
        'learningRate',
        'epochs',
        'milestones',
        'batchSize',
        'clipNorm',
        'decodingMultiplier',
        'selection',
        'oddities',
      ]),
      ...(options.augment === false ? { augmentation: 'none' } : {}),
    },
    options: pick(['alpha', 'beta', 'form', 'width', 'decodingInit', 'directLoss', 'families', 'decoder', 'energy']),
  } as RunRequest;
}
