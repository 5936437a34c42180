import { createHash } from 'node:crypto';
import { type BrokenEntry, brokenEntry, readBrokenList } from '../datasets/brokenList';
import type { DataSource } from '../datasets/dataset';
import { notesOf } from '../datasets/describeFindings';
import { Findings, type PassedOver } from '../datasets/findings';
import { images } from '../datasets/layouts/images';
import type { Layout } from '../datasets/layouts/layout';
import { layoutNamed } from '../datasets/layouts/registry';
import { listFolder } from '../datasets/listFolder';
import type { ListedSample, Listing } from '../datasets/listing';
import { requireFolder } from '../datasets/paths';
import { resultOf } from '../datasets/settled';
import { RlelError } from '../errors';
import type { Task } from '../losses/rlel';
import { countsOf, sourceOf } from './sourceOf';
import { spreadSamples } from './withListing';

/** What a data folder holds, and everything that is wrong with it. */
export interface DataCheck {
  readonly layout: string;
  readonly folder: string;
  readonly counts: Readonly<Record<'train' | 'validation' | 'test', number>>;
  readonly complete: Layout['complete'];
  readonly source: DataSource;
  /** Lowest and highest value of each label (of all coordinates together for landmarks). */
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
  /** Images that were decoded. */
  readonly decoded: number;
  /** How the folder was read where there was a choice, what was passed over, and images that are there twice. */
  readonly notes: readonly string[];
  readonly problems: readonly BrokenEntry[];
  /** Files and rows that are no samples, by reason. */
  readonly passedOver: readonly PassedOver[];
}

const AT_ONCE = 8;

/**
 * Lists a folder in a layout, decodes its images, and collects every problem.
 * @param sample images to decode, spread over the folder; null: all.
 * @param labels for images of one's own, the file of their labels; null: the folder holds it.
 * @param skipBroken a list of broken samples, which are left out; null: none.
 * @throws RlelError for a folder that is not there or has another layout.
 */
export async function checkData(
  name: string,
  folder: string,
  {
    sample = null,
    labels = null,
    skipBroken = null,
    onProgress = () => {},
  }: {
    sample?: number | null;
    labels?: string | null;
    skipBroken?: string | null;
    onProgress?: (done: number, total: number) => void;
  } = {},
): Promise<DataCheck> {
  const layout = layoutNamed(name);
  requireFolder(folder);
  if (labels !== null && layout !== images) {
    throw new RlelError(
      `${name}: its labels are part of the data set, not in a file (${labels}). "${images.name}" reads such.`,
    );
  }
  if (labels === null && !layout.detect(folder)) {
    throw new RlelError(`${folder}: not in the layout of ${name}. Expected ${layout.expects}.`);
  }
  const findings = new Findings();
  const broken = skipBroken === null ? null : readBrokenList(skipBroken);
  const listing = await listFolder(layout, folder, findings, { maxAngle: Number.POSITIVE_INFINITY, labels }, broken);
  try {
    const { samples } = listing;
    const chosen = sample === null ? samples : spreadSamples(listing, Math.min(sample, samples.length));
    const copies = await decodeAll(chosen, listing, findings, onProgress);
    return {
      layout: name,
      folder,
      counts: countsOf(listing),
      complete: layout.complete,
      source: sourceOf(folder, layout, listing),
      ranges: valueRanges(listing.proposed?.map((label) => label.name) ?? VALUE_NAMES[layout.task], layout, samples),
      decoded: chosen.length,
      notes: [...notesOf(findings, folder), ...copies],
      problems: findings.problems.map((problem) => brokenEntry(problem, folder)),
      passedOver: findings.passedOverByReason(folder),
    };
  } finally {
    listing.close?.();
  }
}

/** Decodes and cuts images; failures go to `findings`, in the samples' order. @returns notes on images that have the same bytes. */
async function decodeAll(
  samples: readonly ListedSample[],
  listing: Listing,
  findings: Findings,
  onProgress: (done: number, total: number) => void,
): Promise<string[]> {
  const size = listing.decodedSize([64, 64]);
  const first = new Map<string, ListedSample>();
  const copies: [ListedSample, ListedSample][] = [];
  for (let from = 0; from < samples.length; from += AT_ONCE) {
    const group = samples.slice(from, from + AT_ONCE);
    const outcomes = await Promise.allSettled(
      group.map(async (sample) => {
        const { bytes, picture } = await listing.read(sample);
        listing.prepare(sample, picture, size);
        return createHash('sha256').update(bytes).digest('base64');
      }),
    );
    const hashes = outcomes.map((outcome, i) => findings.attempt(() => resultOf(outcome), group[i].id));
    hashes.forEach((hash, i) => {
      const earlier = hash === null ? undefined : first.get(hash);
      if (hash !== null && !earlier) first.set(hash, group[i]);
      if (earlier && (earlier.file !== group[i].file || earlier.id === group[i].id)) copies.push([earlier, group[i]]);
    });
    onProgress(Math.min(from + AT_ONCE, samples.length), samples.length);
  }
  if (copies.length === 0) return [];
  const sides = copies.filter(([a, b]) => a.part !== b.part);
  const [[a, b]] = sides.length > 0 ? sides : copies;
  return [
    `${copies.length} images have the bytes of another one, ${sides.length} of them in another part (as ${a.id} and ${b.id})`,
  ];
}

const VALUE_NAMES: Readonly<Record<Task, readonly string[]>> = {
  regression: ['value'],
  pose: ['yaw', 'pitch', 'roll'],
  age: ['age'],
  steering: ['angle'],
  landmarks: ['coordinates'],
};

function valueRanges(
  known: readonly string[],
  { task }: Layout,
  samples: Listing['samples'],
): Record<string, [number, number]> {
  if (samples.length === 0) return {};
  const names = known.slice(0, samples[0].values.length);
  return Object.fromEntries(
    names.map((name, i): [string, [number, number]] => {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const { values } of samples) {
        for (const value of task === 'landmarks' ? values : [values[i]]) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      return [name, [low, high]];
    }),
  );
}
