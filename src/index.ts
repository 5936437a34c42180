// The package, by the paper's order: labels, encodings, losses, methods, training, study.

export { z } from 'zod';
export type { Benchmark, BenchmarkDefinition } from './benchmarks/benchmark';
export { PROFILES } from './benchmarks/benchmark';
export { defineBenchmark } from './benchmarks/defineBenchmark';
export { benchmarkNamed, benchmarkNames, registerBenchmark, settingsOf } from './benchmarks/registry';
export type { Settings } from './benchmarks/request';
export { type RunRequest, resolveSettings } from './benchmarks/request';
export { openData } from './data/openData';
export { DataError } from './datasets/dataError';
export type { DataSource, Dataset, Sample, Split } from './datasets/dataset';
export { decodeImage } from './datasets/decodeImage';
export type { Findings } from './datasets/findings';
export { imageListing } from './datasets/layouts/imageListing';
export type { Layout } from './datasets/layouts/layout';
export { allLayouts, layoutNamed, registerLayout } from './datasets/layouts/registry';
export type { ListedSample, Listing } from './datasets/listing';
export { type AnnealingOptions, annealedCode, type CodeEnergy, codeEnergy } from './encodings/annealed';
export { type AutoencoderOptions, autoencodedCode } from './encodings/autoencoded';
export { BEL_FAMILIES, type BelFamily, belCode } from './encodings/bel';
export type { BinaryCode, Code } from './encodings/code';
export { johnsonDecode, unaryDecode } from './encodings/decoders';
export { measuredEncoder } from './encodings/measuredEncoder';
export { type EncodingProperties, encodingProperties } from './encodings/properties';
export { type CodeFamily, codeNamed, codeNames, registerCode } from './encodings/registry';
export { transitionsPerBit } from './encodings/transitionsPerBit';
export { tf } from './engine/tensorflow';
export { RlelError } from './errors';
export { type Import, importFile, loadedImports } from './imports/imports';
export { LabelSpace } from './labels/labelSpace';
export { softTargets } from './labels/softTargets';
export { bitTransitionLoss, type TransitionForm } from './losses/bitTransition';
export { bceLoss, crossEntropyLoss } from './losses/crossEntropy';
export { argmaxLevel, expectedLevel } from './losses/decoding';
export { encodingDistanceLoss } from './losses/encodingDistance';
export { type Regularizer, type RegularizerInput, registerRegularizer } from './losses/regularizers';
export { type LossForm, type RlelLoss, type RlelLossInput, rlelLoss, type Task } from './losses/rlel';
export { fixedCodeHead } from './methods/fixedCode';
export type { Head, HeadContext, Method, MethodDefinition } from './methods/method';
export { defineMethod } from './methods/method';
export { methodNamed, methodNames, registerMethod } from './methods/registry';
export type { Network } from './networks/network';
export { type Parameter, type ParameterGroup, parameter } from './networks/parameter';
export { type NetworkContext, type NetworkEntry, networkNames, registerNetwork } from './networks/registry';
export { loadData } from './notebook/loadData';
export {
  loadOrTrain,
  loadOrTrainAll,
  type NotebookPlaces,
  type NotebookRequest,
} from './notebook/loadOrTrain';
export { loadStudy } from './notebook/loadStudy';
export { predictionTiles, sampleTiles, type TileOptions } from './notebook/sampleTiles';
export { notebookProfile, notebookResults } from './notebook/settings';
export { show } from './notebook/show';
export type { CellFigure } from './notebook/showFigure';
export type { Tile } from './notebook/showGallery';
export type { ProgressBar } from './notebook/showProgress';
export { Random } from './random/random';
export type { Claim, Judgement, RunClaim, TableClaim, Verdict } from './report/claims/claim';
export { claimText } from './report/claims/claimText';
export { pairs, relativeDifferences } from './report/claims/comparison';
export { allClaims, CLAIMS, registerClaim } from './report/claims/index';
export { judgeEffect } from './report/claims/judge';
export { exitStatus, type LedgerEntry, ledger } from './report/claims/ledger';
export { methodColour, methodTitle } from './report/colours';
export type {
  Cell,
  Figure,
  Measured,
  Picture,
  Report,
  Section,
  Table,
} from './report/document';
export {
  ablationRuns,
  benchmarksOf,
  type Evidence,
  readEvidence,
  type Study,
  tableRuns,
} from './report/evidence';
export { claimEffects } from './report/figures/claimEffects';
export { codeDistances } from './report/figures/codeDistances';
export { criticalDifference } from './report/figures/criticalDifference';
export { errorByLabel } from './report/figures/errorByLabel';
export { errorSurface } from './report/figures/errorSurface';
export { labelHistogram } from './report/figures/labelHistogram';
export { learnedEncodings } from './report/figures/learnedEncodings';
export { methodErrors } from './report/figures/methodErrors';
export { predictedAgainstTrue } from './report/figures/predictedAgainstTrue';
export { r1Effect } from './report/figures/r1Effect';
export { r2Effect } from './report/figures/r2Effect';
export { regularizerSteps } from './report/figures/regularizerSteps';
export { trainingCurves } from './report/figures/trainingCurves';
export { trainingSize } from './report/figures/trainingSize';
export { measuredEncoders } from './report/measuredEncoders';
export { type OwnFigure, registerFigure } from './report/ownFigures';
export { paperResult } from './report/paper/results';
export { type StoredEncoding, storedEncodings } from './report/storedEncoding';
export { ablationTable } from './report/tables/ablations';
export { acrossBenchmarksTable } from './report/tables/acrossBenchmarks';
export { aggregateTable } from './report/tables/aggregate';
export { benchmarkTable } from './report/tables/benchmark';
export { claimsTable, claimTestsTable } from './report/tables/claims';
export { costTable } from './report/tables/cost';
export { encodingTable } from './report/tables/encodings';
export { formTable } from './report/tables/form';
export { genericTable } from './report/tables/generic';
export { pairwiseTable } from './report/tables/pairwise';
export { paperTable, resultsTable } from './report/tables/results';
export { settingsTable } from './report/tables/settings';
export { setupTable } from './report/tables/setup';
export { writeReport } from './report/writeReport';
export { executeRun } from './runs/executeRun';
export type { RunHooks } from './runs/runHooks';
export { setting } from './settings/setting';
export { stratifiedBootstrap } from './statistics/bootstrap';
export { pairedT, wilcoxonSignedRank } from './statistics/pairedComparison';
export type { Prediction } from './store/predictions';
export { runConfig, runId } from './store/runConfig';
export type { RunConfig, RunResult } from './store/runRecord';
export { RunStore } from './store/store';
export type { TrainingConfig } from './training/config';
export { cumulativeScore, mae, nme } from './training/metrics';
