import { RlelError } from '../errors';
import { suggestion } from '../input/suggestion';
import type { Task } from '../losses/rlel';
import type { Method } from '../methods/method';
import { flagOf } from '../settings/text';
import type { Oddity } from '../training/config';
import type { ProfileSettings } from './benchmark';
import { allSettings } from './general';

/** What a setting's effect depends on. */
interface Circumstances {
  readonly settings: Pick<ProfileSettings, 'network' | 'training'>;
  readonly method: Method;
  readonly task: Task;
}

/**
 * Refuses settings that a request asks for and its run would not look at: they would give the same training another name.
 * @param asked by name.
 * @throws RlelError naming each, and what looks at it.
 */
export function refuseIdleSettings(asked: Readonly<Record<string, unknown>>, circumstances: Circumstances): void {
  const { settings, method, task } = circumstances;
  const problems: string[] = [];
  if (asked.maxAngle !== undefined && task !== 'steering')
    problems.push(`maxAngle has no effect on ${task}, only on driving data`);
  if (asked.decodingMultiplier !== undefined && method.decoding === false)
    problems.push(`decodingMultiplier has no effect on method ${method.name}, which trains no decoding matrix`);
  for (const oddity of asked.oddities === undefined ? [] : settings.training.oddities) {
    const missing = NEEDS[oddity]?.(circumstances);
    if (missing) problems.push(`oddity ${oddity} has no effect here: it needs ${missing}`);
  }
  const { milestones, epochs } = settings.training;
  const unreached = asked.milestones === undefined ? undefined : milestones.find((epoch) => epoch >= epochs);
  if (unreached !== undefined)
    problems.push(`milestone ${unreached} has no effect in ${epochs} epochs, counted from 0`);
  if (problems.length > 0)
    throw new RlelError(`Settings without effect.\n  ${problems.join('\n  ')}\nLeave out what has none.`);
}

/** What an oddity needs to have an effect; null: it is there. */
const NEEDS: Readonly<Record<Oddity, (circumstances: Circumstances) => string | null>> = {
  'test-augmentation': ({ settings: { training } }) =>
    training.augmentation === 'none' ? 'augmented training images' : null,
  'repeated-adam': ({ settings: { training } }) => (training.optimizer === 'adam' ? null : 'the optimizer adam'),
  'frozen-statistics': ({ settings: { network, training } }) =>
    network.name.startsWith('pilotnet')
      ? 'a network with batch normalisation'
      : training.milestones.length > 0
        ? null
        : 'milestones',
  'truncated-coordinates': ({ task }) => (task === 'landmarks' ? null : 'landmarks'),
  'encoder-ones': () => null,
};

/** Why a method and a network do not have a setting that is none of theirs, in a sentence. */
export function whyUnknown(key: string, method: string, network: string): string {
  const elsewhere = allSettings().filter((one) => one.key === key);
  if (elsewhere.length === 0) {
    const names = allSettings().map((one) => one.key);
    return `Unknown setting "${key}".${suggestion(key, [...new Set(names)])} "rlel run --help" lists them.`;
  }
  const own = elsewhere[0].place === 'method' ? `method ${method}` : `network ${network}`;
  const owners = elsewhere.flatMap(({ of }) => of);
  return `${key} (${flagOf(key)}) has no effect on ${own}: it is a setting of ${owners.join(', ')}. Leave it out.`;
}
