import { benchmarkNamed } from '../benchmarks/registry';
import { Findings } from '../datasets/findings';
import { layoutOf } from '../datasets/layouts/registry';
import { listFolder } from '../datasets/listFolder';
import type { ListedSample, Listing } from '../datasets/listing';
import { requireFolder } from '../datasets/paths';

/**
 * Does something with the samples of a benchmark's data folder, images as they are; the folder is closed after.
 * @param labels of images of one's own: their file; null: the folder holds it.
 * @throws RlelError naming what is wrong with the folder.
 */
export async function withListing<T>(
  benchmark: string,
  folder: string,
  work: (listing: Listing) => Promise<T>,
  labels: string | null = null,
): Promise<T> {
  requireFolder(folder);
  const findings = new Findings();
  const layout = layoutOf(folder, benchmarkNamed(benchmark).layouts, labels);
  const listing = await listFolder(layout, folder, findings, { maxAngle: 180, labels });
  try {
    findings.throwIfAny(folder);
    return await work(listing);
  } finally {
    listing.close?.();
  }
}

/** `count` samples spread evenly over a listing, in its order. */
export const spreadSamples = ({ samples }: Listing, count: number): ListedSample[] =>
  Array.from({ length: count }, (_, k) => samples[Math.floor(((k + 0.5) * samples.length) / count)]);
