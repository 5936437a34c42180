import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { DataLabels, Settings } from '../benchmarks/request';
import { DATA_SOURCES, type Dataset, type LabelOverride } from '../datasets/dataset';
import { DECODING } from '../datasets/imageCache';
import { layoutNamed } from '../datasets/layouts/registry';
import { splitHash } from '../datasets/listing';
import { requireDataset } from '../datasets/requireDataset';
import { TWIN_KIND, type TwinKind } from '../datasets/twins/registry';
import { writeFileAtomic } from '../files/atomicFile';
import { canonicalJson, nameFor } from '../files/canonicalJson';
import { requireObject } from '../input/check';
import { networkNamed } from '../networks/registry';

/** What of its data a run's configuration holds. */
export interface DataIdentity {
  readonly source: Dataset['source'];
  readonly format: string;
  readonly fingerprint: string;
  /** SHA-256 (hex) of which samples train, validate and test, and which subsets of the test set they are in. */
  readonly split: string;
  /** Which synthetic twin, but for its seed. Not there for other data, and in runs of older versions. */
  readonly twin?: TwinKind;
  /** Broken samples that were left out by request, as ids or rows; none: not there. */
  readonly leftOut?: readonly string[];
  /** The labels that the data name, with a range and levels that fit them; not there where the benchmark names them. */
  readonly labels?: readonly LabelOverride[];
}

/** @throws RlelError unless it is what identifies data. */
export const requireIdentity = (data: unknown, who: string): void =>
  requireObject(
    data,
    `${who}: data`,
    ['source', 'format', 'fingerprint', 'split'],
    'what identifies data, as identityOf gives it,',
  );

/** The identity of data that are open. @throws RlelError for what is no data. */
export function identityOf(data: Dataset): DataIdentity {
  requireDataset(data, 'identityOf');
  return {
    source: data.source,
    format: data.format,
    fingerprint: data.fingerprint,
    split: splitHash(data),
    ...(data.twin ? { twin: data.twin } : {}),
    ...(data.leftOut?.length ? { leftOut: data.leftOut } : {}),
    ...(data.proposed ? { labels: data.proposed } : {}),
  };
}

/** What data say of a run's settings. */
export const layoutOn = ({ format, labels }: Pick<DataIdentity, 'format' | 'labels'>): DataLabels => ({
  ...layoutNamed(format),
  proposed: labels,
});

const IDENTITY = z.strictObject({
  source: z.enum(DATA_SOURCES),
  format: z.string(),
  fingerprint: z.string(),
  split: z.string(),
  twin: TWIN_KIND,
});

/**
 * The file that remembers the identity of a twin: a function of the twin's folder name, which has size and version, and
 * of how it is read.
 */
function memoryOf(dataRoot: string, twin: string, { network, maxAngle, trainFraction }: Settings): string {
  const { imageSize } = networkNamed(network.name);
  const key = canonicalJson({ twin: path.basename(twin), imageSize, maxAngle, trainFraction, DECODING });
  return path.join(dataRoot, 'cache', 'identities', `${nameFor(key)}.json`);
}

export function rememberIdentity(dataRoot: string, twin: string, settings: Settings, data: Dataset): void {
  const file = memoryOf(dataRoot, twin, settings);
  if (!existsSync(file)) writeFileAtomic(file, `${JSON.stringify(identityOf(data))}\n`);
}

/** The identity of a twin that was opened before, so that runs are known to be done without its pictures; null: none. */
export function knownIdentity(dataRoot: string, twin: string, settings: Settings): DataIdentity | null {
  const file = memoryOf(dataRoot, twin, settings);
  if (!existsSync(file)) return null;
  try {
    return IDENTITY.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null; // damaged: opening the twin writes it anew
  }
}
