// rlel/runs, for programs of one's own: requests, settings, data, methods, networks, plans, the store, doing a run.

export { z } from 'zod';
export {
  type Benchmark,
  type BenchmarkDefinition,
  type Expected,
  type LabelSettings,
  type MethodSettings,
  type NetworkSettings,
  type PaperFigure,
  type PaperRow,
  PROFILES,
  type Profile,
  type ProfileChanges,
  type ProfileSettings,
  type TwinImages,
  type WrittenSettings,
} from './benchmarks/benchmark';
export { defineBenchmark } from './benchmarks/defineBenchmark';
export { benchmarkNamed, benchmarkNames, registerBenchmark, settingsOf } from './benchmarks/registry';
export { type RunRequest, resolveSettings, type Settings } from './benchmarks/request';
export { type DataIdentity, identityOf } from './data/dataIdentity';
export { type DataPlaces, openData } from './data/openData';
export { DataError } from './datasets/dataError';
export type { Crop, DataSource, Dataset, LabelOverride, Sample, Split } from './datasets/dataset';
export { decodeImage } from './datasets/decodeImage';
export type { Findings, PassedOver, Problem } from './datasets/findings';
export { imageListing, wholeImage } from './datasets/layouts/imageListing';
export type { Complete, Layout, ListOptions } from './datasets/layouts/layout';
export { allLayouts, layoutNamed, registerLayout } from './datasets/layouts/registry';
export type { ListedSample, Listing, Unlabelled } from './datasets/listing';
export type { DecodedImage, Region } from './datasets/resize';
export { RlelError } from './errors';
export { type Import, importFile, loadedImports } from './imports/imports';
export { fixedCodeHead } from './methods/fixedCode';
export {
  type Constants,
  defineMethod,
  type Head,
  type HeadContext,
  type Method,
  type MethodDefinition,
} from './methods/method';
export { controlNames, methodNamed, methodNames, registerMethod } from './methods/registry';
export type { Network, OutputGroup, TrainingMode } from './networks/network';
export { type Parameter, type ParameterGroup, parameter, type StatisticsBuffer } from './networks/parameter';
export { type NetworkContext, type NetworkEntry, networkNames, registerNetwork } from './networks/registry';
export { type Plan, type PlannedRun, type PlanSource, toPlan } from './plans/plan';
export { type PlannedState, planStates, type RunState } from './plans/planState';
export { planNames } from './plans/plans';
export { readPlan } from './plans/readPlan';
export { executeRun } from './runs/executeRun';
export { type Exported, exportModel } from './runs/exportModel';
export { type LoadedModel, loadModel } from './runs/loadModel';
export { configOn, type OpenedRun, RunOpener, type RunPlaces } from './runs/openRun';
export type { RunHooks } from './runs/runHooks';
export { type SettingsSchema, setting } from './settings/setting';
export type { Prediction } from './store/predictions';
export { runConfig, runId } from './store/runConfig';
export { RunLocked } from './store/runLock';
export type { Candidate, RunConfig, RunFailure, RunResult, Score } from './store/runRecord';
export { RunStore } from './store/store';
export type { TrainingConfig } from './training/config';
export { Interrupted, type TrainingProgress } from './training/loop';
