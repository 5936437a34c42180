/** What is known of the set-up of a benchmark in the paper and in the published code. */
export interface PaperSetup {
  readonly data: string;
  /** Levels N in the paper's set-up table; null where only the code tells. */
  readonly levels: number | null;
  /** Labels and levels in the published code: of each output that has its own. */
  readonly code: { readonly range: string; readonly levels: string; readonly theta: number };
}

const landmarks = (data: string, theta: number): PaperSetup => ({
  data,
  levels: 256,
  code: { range: 'grid of 0…255 over the face', levels: '256', theta },
});

/** Size of the layer before the code in the paper's set-up. */
export const PAPER_THETA = 10;

const SETUP: Readonly<Record<string, PaperSetup>> = {
  LFH1: {
    data: '300W-LP → AFLW2000-3D',
    levels: null,
    code: { range: '−99…100°', levels: '200', theta: 10 },
  },
  LFH2: {
    data: 'BIWI 70/30',
    levels: 150,
    code: { range: 'yaw −74…75°, pitch −65…84°, roll −55…44°', levels: '150, 150, 100', theta: 10 },
  },
  FLD1: landmarks('COFW', 30),
  FLD1_s: landmarks('10 % of COFW', 30),
  FLD2: landmarks('300W', 10),
  FLD2_s: landmarks('10 % of 300W', 10),
  FLD3: landmarks('WFLW', 10),
  FLD3_s: landmarks('10 % of WFLW', 10),
  AE1: { data: 'MORPH-II', levels: 64, code: { range: '16…77 years', levels: '62', theta: 10 } },
  AE2: { data: 'AFAD', levels: 32, code: { range: '15…40 years', levels: '26', theta: 10 } },
  PN: { data: 'SullyChen driving', levels: 670, code: { range: '−160…539°', levels: '700', theta: 10 } },
};

/** null: the benchmark is not the paper's. */
export const paperSetup = (benchmark: string): PaperSetup | null => SETUP[benchmark] ?? null;
