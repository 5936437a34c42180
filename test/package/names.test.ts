import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = path.resolve(__dirname, '../..');
const ENTRIES = ['core', 'runs', 'report', 'index'] as const;
const files = ENTRIES.map((entry) => path.join(ROOT, `src/${entry}.ts`));
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  ROOT,
);
const program = ts.createProgram(files, options);
const checker = program.getTypeChecker();

const exported = (file: string): ts.Symbol[] => {
  const module = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol;
  return checker.getExportsOfModule(module);
};
const [core, runs, report, whole] = files.map((file) =>
  exported(file)
    .map(({ name }) => name)
    .sort(),
);
const words = (text: string): string[] => text.trim().split(/\s+/);

test('rlel/core', () => {
  expect(core).toEqual(
    words(`
      AnnealingOptions AutoencoderOptions BEL_FAMILIES BelFamily BinaryCode Code CodeEnergy CodeFamily CodeInput
      Decoder DecodingMatrix DecodingMatrixOptions DecodingStart EncodingProperties LabelSpace LossForm Random Reduction Regularizer RegularizerInput RlelError RlelLoss RlelLossInput
      Task TransitionForm annealedCode argmaxLevel autoencodedCode bceLoss belCode bitTransitionLoss codeEnergy
      codeNamed codeNames computed crossEntropyLoss cumulativeScore encodingDistanceLoss encodingProperties expectedLevel
      johnsonDecode mae measuredEncoder nme registerCode registerRegularizer rlelLoss softTargets tf
      transitionsPerBit unaryDecode
    `),
  );
});

test('rlel/runs', () => {
  expect(runs).toEqual(
    words(`
      Benchmark BenchmarkDefinition Candidate Complete Constants Crop DataError DataIdentity DataPlaces DataSource Dataset
      DecodedImage Expected Exported Findings Head HeadContext Import Interrupted LabelOverride LabelSettings
      Layout ListOptions ListedSample Listing LoadedModel Method MethodDefinition MethodSettings Network NetworkContext
      NetworkEntry NetworkSettings OpenedRun OutputGroup PROFILES PaperFigure PaperRow Parameter ParameterGroup
      PassedOver Plan PlanSource PlannedRun PlannedState Prediction Problem Profile ProfileChanges ProfileSettings
      Region RlelError RunConfig RunFailure RunHooks RunLocked RunOpener RunPlaces RunRequest RunResult RunState
      RunStore Sample Score Settings SettingsSchema Split StatisticsBuffer TrainingConfig TrainingMode
      TrainingProgress TwinImages Unlabelled WrittenSettings allLayouts benchmarkNamed benchmarkNames configOn controlNames decodeImage
      defineBenchmark defineMethod executeRun exportModel fixedCodeHead identityOf imageListing importFile layoutNamed
      loadModel loadedImports methodNamed methodNames networkNames openData parameter planNames planStates readPlan
      registerBenchmark registerLayout registerMethod registerNetwork resolveSettings runConfig runId setting
      settingsOf toPlan wholeImage z
    `),
  );
});

test('rlel/report', () => {
  expect(report).toEqual(
    words(`
      CLAIMS Cell Claim Column Evidence Evidences Figure Grid ImageFile Interval Judgement LedgerEntry LevelAxis
      Measured NumberedMatrix OwnFigure PROTOCOL PROTOCOL_HASH PairedT PaperResult Part Picture Report ReportHooks
      RlelError RunClaim RunStore Section Statement StoredEncoding Stratum Study Table TableClaim Test Threshold
      Verdict ablationRuns ablationTable acrossBenchmarksTable aggregateTable allClaims benchmarkTable benchmarkText
      benchmarksOf bitNoiseFigure claimEffects claimTestsTable claimText claimsOverview claimsTable codeDistances costTable
      criticalDifference cumulativeScores encodingTable errorByCurvature errorByLabel errorSurface exitStatus
      formTable genericTable gridFigure gridOf judgeEffect judgeRatio labelHistogram landmarkErrors learnedEncodings
      ledger levelAxis logRatios measuredEncoders methodColour methodErrors methodTitle numberedMatrices pairedT
      pairs pairwiseTable paperResult paperTable poseErrors predictedAgainstTrue r1Effect r2Effect readEvidence
      registerClaim registerFigure regularizerGrid regularizerSteps regularizerText resultsTable settingsTable
      setupTable storedEncodings
      tableRuns trainingCurves trainingSize writeReport
    `),
  );
});

test('rlel is all three, and what cells of notebooks show', () => {
  const own = words(`
    CellFigure NotebookPlaces NotebookRequest ProgressBar StudyChoice Tile TileOptions loadData loadOrTrain loadOrTrainAll
    loadStudies loadStudy notebookProfile notebookResults predictionTiles sampleTiles show
  `);
  expect(whole).toEqual([...new Set([...core, ...runs, ...report, ...own])].sort());
});
