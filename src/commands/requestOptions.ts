import { type Command, InvalidArgumentError } from 'commander';
import { PROFILES } from '../benchmarks/benchmarks';
import type { RunRequest } from '../benchmarks/request';
import { BEL_FAMILIES } from '../encodings/bel';
import { ODDITIES } from '../training/config';

const number = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('expected a number.');
  return value;
};
const numbers = (text: string): number[] => text.split(',').map(number);
const range = (text: string): number[] => {
  const ends = numbers(text);
  if (ends.length !== 2) throw new InvalidArgumentError('expected LOW,HIGH.');
  return ends;
};

/** The options that say what a run is; left out, the profile's settings hold. */
export function addRequestOptions(command: Command): Command {
  return command
    .requiredOption('--benchmark <name>', 'benchmark ("rlel list" shows them)')
    .requiredOption('--method <name>', 'method ("rlel list" shows them)')
    .option('--profile <name>', `settings: ${PROFILES.join(', ')}`, 'quick')
    .option('--seed <n>', 'seed, an integer of at least 0', number, 1)
    .option('--data <folder>', 'train on the data set in this folder in place of the synthetic twin')
    .option('--train-fraction <share>', 'share of the training list that is used, drawn by a fixed seed', number)
    .option('--train-list <file>', 'ids of the training samples to use, one a line')
    .option('--weights <file>', 'safetensors file that the backbone starts from (torchvision’s or timm’s names)')
    .option('--range <low,high>', 'label range of all outputs, in the label’s unit', range)
    .option('--levels <n>', 'number of levels N of all outputs', number)
    .option('--max-angle <degrees>', 'driving: skip frames with a larger |angle|', number)
    .option('--network <name>', 'network ("rlel list" shows them)')
    .option('--theta <n>', 'width θ of the last feature layer', number)
    .option('--alpha <a>', 'weight of R2, bit transitions (rlel)', number)
    .option('--beta <b>', 'weight of R1, encoding distance (rlel)', number)
    .option('--form <form>', 'loss as in the paper or as in the published code: paper, published-code')
    .option('--width <m>', 'code width M of sa, ae, lel, rlel; 0: M = N', number)
    .option('--decoding-init <init>', 'first D: uniform, zeros, ones, normal, unary')
    .option('--decoding-multiplier <x>', 'learning rate of D against the rest', number)
    .option('--direct-loss <loss>', 'l1 or l2 (direct)')
    .option('--families <names>', `codes that bel tries, comma-separated: ${BEL_FAMILIES.join(',')}`, (text) =>
      text.split(','),
    )
    .option('--decoder <decoder>', 'expected or argmax')
    .option('--energy <energy>', 'energy of sa: proportional or separation')
    .option('--optimizer <name>', 'sgd or adam')
    .option('--learning-rate <x>', 'learning rate', number)
    .option('--epochs <n>', 'epochs', number)
    .option('--milestones <epochs>', 'epochs from which the learning rate is divided by 10, comma-separated', numbers)
    .option('--batch-size <n>', 'batch size', number)
    .option('--clip-norm <x>', 'largest global gradient norm; 0: no clipping', number)
    .option('--no-augment', 'train on the images as they are (landmarks: on the face’s square)')
    .option(
      '--oddities <names>',
      `what the published code does beside the paper, comma-separated: ${ODDITIES.join(',')}`,
      (text) => text.split(','),
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
