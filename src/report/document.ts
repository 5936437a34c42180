import type { Data, Layout as PlotLayout } from 'plotly.js';
import type { ImageFile } from './output/imageFile';

/** A figure with its spread; a table shows "3.55 ± 0.10" or "3.55 [3.40, 3.71]" and sorts by `value`. */
export interface Measured {
  readonly value: number;
  /** Decimals that are shown; files for programs have all. */
  readonly digits: number;
  /** Standard deviation; null: one run alone has none. */
  readonly std?: number | null;
  /** Confidence interval. */
  readonly interval?: readonly [low: number, high: number];
  /** Best and second best are set off, as in the paper. */
  readonly mark?: 'best' | 'second';
  /** false: a run behind it has not learned its task; shown by a dagger. */
  readonly learned?: boolean;
  /** A p value: small ones are shown as "< 0.001". */
  readonly isP?: boolean;
  /** Names of the runs behind it; the page opens them. */
  readonly runs?: readonly string[];
}

/** Text with the names of the runs behind it, as a verdict. */
export interface Said {
  readonly text: string;
  readonly runs: readonly string[];
}

/** null: there is no such figure; shown as a dash. */
export type Cell = string | number | Measured | Said | null;

/** A column of a table: the key of its cells in a row, and what it is headed. */
export interface Column {
  readonly key: string;
  readonly label: string;
}

/** A table of the report; written as page, Markdown, LaTeX and CSV. */
export interface Table {
  readonly kind: 'table';
  /** Name of its files, and its anchor in the page. */
  readonly name: string;
  readonly title: string;
  /** What it shows, and from which data source and profile. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  /** Whether the page shows it only when it is asked for: a figure has the same, or it is long prose. */
  readonly folded?: boolean;
}

/** A Plotly figure of the report, with the data behind it (written as CSV). */
export interface Figure {
  readonly kind: 'figure';
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly data: readonly Data[];
  /** Without colours, fonts and backgrounds: those are the page's, light or dark. */
  readonly layout: Partial<PlotLayout>;
  /** Pixels that it takes; where a page has less, the figure is moved sideways. Left out: as its panels take. */
  readonly leastWidth?: number;
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/** A picture that is no plot, such as a gallery of inputs; with the data behind it. */
export interface Picture {
  readonly kind: 'picture';
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly image: ImageFile;
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/** A part of the report: what it is about, then its tables, figures and pictures. */
export interface Section {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly items: readonly (Table | Figure | Picture)[];
}

/** A run behind numbers and verdicts. */
export interface RunBehind {
  readonly run: string;
  readonly benchmark: string;
  readonly method: string;
  readonly seed: number;
  /** Those that are not the profile's; empty for the runs of the tables. */
  readonly settings: string;
  /** Its test error, with metric and unit. */
  readonly error: string;
  /** null: the run does not say it. */
  readonly learned: boolean | null;
  readonly commit: string | null;
  /** That makes it again. */
  readonly command: string;
  /** Its folder, seen from the report; null: the report does not lie in the runs' store. */
  readonly place: string | null;
}

/** What is to be seen first: how many claims hold, and which. */
export interface Overview {
  /** A line a data source. */
  readonly counts: readonly string[];
  readonly table: Table;
}

/** The report as data: page and files are written from it. */
export interface Report {
  readonly title: string;
  readonly overview: Overview;
  /** What was run, when, on what, in which profile. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** What the report cannot show. */
  readonly limits: readonly string[];
  /** Runs that are missing, failed or damaged. */
  readonly problems: readonly string[];
  readonly sections: readonly Section[];
  readonly runs: readonly RunBehind[];
}
