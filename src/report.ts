// rlel/report: the evidence of a store, the claims judged by it, tables, figures, statistics, the page.

export { PROTOCOL, PROTOCOL_HASH } from './benchmarks/protocol';
export { RlelError } from './errors';
export { benchmarkText } from './report/benchmarkText';
export type { Claim, Judgement, Part, RunClaim, Statement, TableClaim, Test, Verdict } from './report/claims/claim';
export { claimText } from './report/claims/claimText';
export { logRatios, pairs } from './report/claims/comparison';
export { allClaims, CLAIMS, registerClaim } from './report/claims/index';
export { judgeEffect, judgeRatio } from './report/claims/judge';
export { exitStatus, type LedgerEntry, ledger } from './report/claims/ledger';
export type { Threshold } from './report/claims/protocol';
export type { Stratum } from './report/claims/stratum';
export { methodColour, methodTitle } from './report/colours';
export type { Cell, Column, Figure, Measured, Picture, Report, Section, Table } from './report/document';
export {
  ablationRuns,
  benchmarksOf,
  type Evidence,
  type Evidences,
  readEvidence,
  type Study,
  tableRuns,
} from './report/evidence';
export { bitNoiseFigure } from './report/figures/bitNoise';
export { claimEffects } from './report/figures/claimEffects';
export { codeDistances } from './report/figures/codeDistances';
export { criticalDifference } from './report/figures/criticalDifference';
export { cumulativeScores } from './report/figures/cumulativeScores';
export { type LevelAxis, levelAxis } from './report/figures/encodingPanels';
export { errorByCurvature } from './report/figures/errorByCurvature';
export { errorByLabel } from './report/figures/errorByLabel';
export { errorSurface } from './report/figures/errorSurface';
export { type Grid, gridFigure, gridOf } from './report/figures/gridFigure';
export { labelHistogram } from './report/figures/labelHistogram';
export { landmarkErrors } from './report/figures/landmarkErrors';
export { learnedEncodings } from './report/figures/learnedEncodings';
export { type NumberedMatrix, numberedMatrices } from './report/figures/matrices';
export { methodErrors } from './report/figures/methodErrors';
export { poseErrors } from './report/figures/poseErrors';
export { predictedAgainstTrue } from './report/figures/predictedAgainstTrue';
export { r1Effect } from './report/figures/r1Effect';
export { r2Effect } from './report/figures/r2Effect';
export { regularizerGrid, regularizerSteps } from './report/figures/regularizerSteps';
export { trainingCurves } from './report/figures/trainingCurves';
export { trainingSize } from './report/figures/trainingSize';
export { measuredEncoders } from './report/measuredEncoders';
export type { ImageFile } from './report/output/imageFile';
export { type OwnFigure, registerFigure } from './report/ownFigures';
export { type PaperResult, paperResult } from './report/paper/results';
export { regularizerText } from './report/regularizerText';
export { type StoredEncoding, storedEncodings } from './report/storedEncoding';
export { ablationTable } from './report/tables/ablations';
export { acrossBenchmarksTable } from './report/tables/acrossBenchmarks';
export { aggregateTable } from './report/tables/aggregate';
export { benchmarkTable } from './report/tables/benchmark';
export { claimsTable, claimTestsTable } from './report/tables/claims';
export { claimsOverview } from './report/tables/claimsOverview';
export { costTable } from './report/tables/cost';
export { encodingTable } from './report/tables/encodings';
export { formTable } from './report/tables/form';
export { genericTable } from './report/tables/generic';
export { pairwiseTable } from './report/tables/pairwise';
export { paperTable, resultsTable } from './report/tables/results';
export { settingsTable } from './report/tables/settings';
export { setupTable } from './report/tables/setup';
export { type ReportHooks, writeReport } from './report/writeReport';
export type { Interval } from './statistics/interval';
export { type PairedT, pairedT } from './statistics/pairedT';
export { RunStore } from './store/store';
