import type { DataSource } from '../datasets/dataset';
import type { Complete, Layout } from '../datasets/layouts/layout';
import type { Listing } from '../datasets/listing';
import { isTwin } from '../datasets/twins/registry';

/** Samples of a listing by part. */
export function countsOf({ samples }: Pick<Listing, 'samples'>): Record<'train' | 'validation' | 'test', number> {
  const counts = { train: 0, validation: 0, test: 0 };
  for (const { part } of samples) counts[part] += 1;
  return counts;
}

/** `official` only where all of the paper's data set is there: a part of it stands in, like other data. */
export function sourceOf(
  folder: string,
  { kind, complete }: Pick<Layout, 'kind' | 'complete'>,
  listing: Pick<Listing, 'samples' | 'skipped'>,
): DataSource {
  if (isTwin(folder)) return 'twin';
  return kind === 'official' && complete && isWhole(complete, listing) ? 'official' : 'open';
}

function isWhole(complete: Complete, listing: Pick<Listing, 'samples' | 'skipped'>): boolean {
  if ('all' in complete) return listing.samples.length + (listing.skipped ?? 0) === complete.all;
  const { train, validation, test } = countsOf(listing);
  return train === complete.train && validation === (complete.validation ?? 0) && test === complete.test;
}
