// Whether measured encoders depend on the images that they are measured on: E of a study's RLEL runs over their training samples,
// as the claims use it, beside E over a twin that no run of the study has seen (the tuning's). Prints R1's slope, the share of
// violated hinges and how many levels have samples enough, as CSV. Run with jiti: check-encoders.ts [results] [benchmarks]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROTOCOL } from '../src/benchmarks/protocol';
import { openData } from '../src/data/openData';
import { hingesOf } from '../src/encodings/hinges';
import { tf } from '../src/engine/tensorflow';
import { propertyOf } from '../src/report/claims/wellMeasured';
import { type Evidence, readEvidence } from '../src/report/evidence';
import { openReading } from '../src/runs/executeRun';
import { restoreModel } from '../src/runs/loadModel';
import { storeEncoding } from '../src/runs/storeEncoding';
import { RunStore } from '../src/store/store';
import type { Evaluated } from '../src/training/model';

const [results = 'results', names = 'LFH1,AE1,PN'] = process.argv.slice(2);

/** The run as it would be with its encoder measured on the fresh twin. */
async function measuredAnew(run: Evidence, store: RunStore, folder: string): Promise<Evidence> {
  const { benchmark, method, profile } = run.config;
  const data = await openData(
    { benchmark, method, profile, seed: PROTOCOL.tuning.seed },
    { folder: null, trainList: null },
  );
  const { model } = restoreModel(run.result.run, store);
  const reading = openReading(run.config, data);
  const evaluate = (images: tf.Tensor4D): Evaluated => tf.tidy(() => model.evaluate(images));
  const evaluator = { evaluate, push: () => {}, dispose: () => {} };
  await storeEncoding(path.join(folder, 'encoding.safetensors'), run.config, model, evaluator, reading);
  await reading.reader.close();
  model.dispose();
  data.close();
  return { ...run, folder };
}

async function main(): Promise<void> {
  const store = new RunStore(results);
  const [study] = readEvidence(store).studies;
  const runs = study.runs.filter(
    ({ config }) =>
      config.method === 'rlel' &&
      names.split(',').includes(config.benchmark) &&
      Object.keys(config.changes).every((key) => key === 'alpha' || key === 'beta'),
  );
  console.log('benchmark,seed,alpha,beta,slope,slope fresh,violated,violated fresh,levels,levels fresh');
  const folder = mkdtempSync(path.join(tmpdir(), 'rlel-encoders-'));
  for (const run of runs) {
    const fresh = await measuredAnew(run, store, folder);
    const both = [run, fresh].map((one) => ({
      slope: propertyOf(one, ({ encoder }) => hingesOf(encoder).slope).value,
      violated: propertyOf(one, ({ encoder }) => hingesOf(encoder).violated).value,
      levels: propertyOf(one, () => 0).kept,
    }));
    const { benchmark, seed, options } = run.config;
    const cells = (['slope', 'violated', 'levels'] as const).flatMap((key) => both.map((one) => one[key].toFixed(3)));
    console.log([benchmark, seed, options.alpha, options.beta, ...cells].join(','));
  }
  rmSync(folder, { recursive: true });
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
