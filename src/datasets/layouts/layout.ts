import type { Task } from '../../losses/rlel';
import type { LabelOverride } from '../dataset';
import type { Findings } from '../findings';
import type { Listing, Unlabelled } from '../listing';

/** Samples by part where the data set is published in parts, else all of them. */
export type Complete =
  | { readonly train: number; readonly validation?: number; readonly test: number }
  | { readonly all: number };

/** A data set's on-disk layout, and how to read it. */
export interface Layout {
  readonly name: string;
  readonly title: string;
  readonly task: Task;
  /** The paper's own data set, or one that stands in. */
  readonly kind: 'official' | 'open';
  /** The files that it is recognised by, for messages. */
  readonly expects: string;
  /** Samples of the complete data set, as published; a folder with other counts holds a part of it. */
  readonly complete?: Complete;
  /** Where the labels differ from the benchmark's: names that are left out are not in this data set. */
  readonly labels?: readonly LabelOverride[];
  /** Images must not be mirrored. */
  readonly oneSided?: boolean;
  /**
   * Which test samples are not independent of each other, being of one person or near in time: they have one block's name.
   * By a sample's id and its place in the test list. Left out: each is by itself.
   */
  readonly block?: (id: string, place: number) => string;
  /** Left out: single images cannot be read, and nothing be predicted on them. */
  readonly unlabelled?: Unlabelled;
  detect(folder: string): boolean;
  /** Lists all samples; what is wrong with single ones, and what is no sample, goes to `findings`. */
  list(folder: string, findings: Findings, options: ListOptions): Promise<Listing>;
}

/** What a run says of the listing. */
export interface ListOptions {
  /** Driving: frames with a larger |angle| are skipped, in degrees. */
  readonly maxAngle: number;
  /** Images of one's own: the file of their labels; left out, or null: the layout's own. */
  readonly labels?: string | null;
}
