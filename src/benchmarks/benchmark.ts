import type { TwinPlan } from '../datasets/twins/registry';
import type { Task } from '../losses/rlel';
import type { TrainingConfig } from '../training/config';

/** Outputs that share a label space. */
export interface LabelSettings {
  /** yaw, pitch, roll; coordinates; age; angle. */
  readonly name: string;
  readonly outputs: number;
  /** Values of the lowest and the highest level, in the label's unit; landmarks: on a grid of 256 over the face. */
  readonly range: readonly [number, number];
  /** N. */
  readonly levels: number;
}

/** Stands for labels that the data name, with range and levels: known once they are read. No request can ask for these. */
export const LABELS_OF_DATA: readonly LabelSettings[] = [{ name: 'of the data', outputs: 1, range: [0, 0], levels: 1 }];

/** Small networks for minutes, full networks for fewer epochs, and as the published code runs it. */
export const PROFILES = ['quick', 'standard', 'paper'] as const;
/** One of `PROFILES`. */
export type Profile = (typeof PROFILES)[number];

/** Options by method; a method that is not named has its own defaults. */
export type MethodSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Settings of any kind by method, over those of the profile; a method that is not named has the profile's. */
export type TunedSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Images of a synthetic twin (for driving, frames in all), and what they show. Each seed draws its own. */
export type TwinImages = Omit<TwinPlan, 'seed'>;

/** `options`: the network's own. */
export interface NetworkSettings {
  readonly name: string;
  readonly theta: number;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The settings of a benchmark in a profile. */
export interface ProfileSettings {
  readonly labels: readonly LabelSettings[];
  /** Share of the training list that is used: 0.1 for the _s benchmarks. */
  readonly trainFraction: number;
  /** Driving: frames with a larger |angle| are skipped, degrees. */
  readonly maxAngle: number;
  readonly network: NetworkSettings;
  readonly training: TrainingConfig;
  readonly methods: MethodSettings;
  /** What was tuned for each method. */
  readonly tuned: TunedSettings;
  /** null: the layout has no twin. */
  readonly twin: TwinImages | null;
  /** How these settings differ from the published ones: computed where they are settings, else in words. */
  readonly departures: readonly string[];
  /** What a run of RLEL gives on the twin; null: not measured. */
  readonly expected: Expected | null;
}

/** What to expect of a run of RLEL on the twin. */
export interface Expected {
  /** Mean test error over the seeds of results/reference, in the metric's unit. */
  readonly error: number;
  /** Of one run, on `machine`. */
  readonly seconds: number;
  readonly machine: string;
}

/** Settings as a benchmark's file writes them: what is left out is the default. */
export interface WrittenSettings {
  readonly labels: readonly LabelSettings[];
  readonly trainFraction?: number;
  readonly maxAngle?: number;
  readonly network: Omit<NetworkSettings, 'options'> & Partial<Pick<NetworkSettings, 'options'>>;
  readonly training: Partial<TrainingConfig>;
  readonly methods?: MethodSettings;
}

/** What a profile changes of the benchmark's settings. */
export interface ProfileChanges extends Partial<Omit<WrittenSettings, 'network'>> {
  readonly network?: Partial<WrittenSettings['network']>;
  readonly twin?: TwinImages;
  readonly tuned?: TunedSettings;
  /** Departures from the published code that are no settings. */
  readonly departures?: readonly string[];
  readonly expected?: Expected;
}

/** A method's figure in the paper's results table: mean and standard deviation over its runs. */
export type PaperFigure = readonly [mean: number, deviation: number];

/** A benchmark's rows of the paper: set-up table and results table ("Learning Label Encodings for Deep Regression"). */
export interface PaperRow {
  readonly data: string;
  /** N in the set-up table; null where only the published code tells. */
  readonly levels: number | null;
  /** MAE in degrees or years, NME in %. */
  readonly results: Readonly<Record<'sa' | 'ae' | 'lel' | 'bel' | 'rlel', PaperFigure>>;
}

/** A benchmark as its file declares it. */
export interface BenchmarkDefinition {
  readonly name: string;
  readonly title: string;
  readonly task: Task;
  /** Layouts that it reads; the first is the twin's. */
  readonly layouts: readonly string[];
  /** null: not one of the paper's. */
  readonly paper: PaperRow | null;
  /** For the paper's benchmarks: as the published code has them. */
  readonly settings: WrittenSettings;
  /** Departures of all profiles that are no settings. */
  readonly departures?: readonly string[];
  /** What the profiles change; one that is left out has the benchmark's settings. `standard` and `quick` start from `paper`. */
  readonly profiles?: Readonly<Partial<Record<Profile, ProfileChanges>>>;
}

/** A benchmark as it is registered: its settings in each profile, and how they depart from the published ones. */
export interface Benchmark extends Omit<BenchmarkDefinition, 'settings' | 'profiles' | 'departures'> {
  /** For the paper's benchmarks: as the published code has them. */
  readonly settings: ProfileSettings;
  readonly profiles: Readonly<Record<Profile, ProfileSettings>>;
}
