// Whether measured encoders depend on the images that they are measured on: E of a study's RLEL runs over their training samples,
// as the claims use it, beside E over a twin that no run of the study has seen (the tuning's). Prints R1's slope, the share of
// violated hinges and how many levels have samples enough, as CSV. Run with jiti: check-encoders.ts [results] [benchmarks]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROTOCOL } from '../src/benchmarks/protocol';
import { hingesOf } from '../src/encodings/hinges';
import { propertyOf } from '../src/report/claims/wellMeasured';
import { ablationRuns, type Evidence, readEvidence } from '../src/report/evidence';
import { openReading } from '../src/runs/executeRun';
import { restoreModel } from '../src/runs/loadModel';
import { RunOpener } from '../src/runs/openRun';
import { storeEncoding } from '../src/runs/storeEncoding';
import { RunStore } from '../src/store/store';
import { openEvaluator } from '../src/training/runner/open';

const [results = 'results', names = 'LFH1,AE1,PN'] = process.argv.slice(2);

/** The run as it would be with its encoder measured on the fresh twin. */
async function measuredAnew(run: Evidence, store: RunStore, opener: RunOpener, folder: string): Promise<Evidence> {
  const { benchmark, method, profile } = run.config;
  const { data } = await opener.open(
    { benchmark, method, profile, seed: PROTOCOL.tuning.seed },
    { folder: null, trainList: null, weights: null },
  );
  const { model } = restoreModel(run.result.run, store);
  const reading = openReading(run.config, data);
  const evaluator = openEvaluator(model, reading, console.warn);
  evaluator.push();
  await storeEncoding(path.join(folder, 'encoding.safetensors'), run.config, model, evaluator, reading);
  await reading.reader.close();
  evaluator.dispose();
  model.dispose();
  return { ...run, folder };
}

async function main(): Promise<void> {
  const store = new RunStore(results);
  const [study] = readEvidence(store).studies;
  const all = ablationRuns(study, 'rlel', ['alpha', 'beta']);
  const runs = names.split(',').flatMap((name) => all.filter(({ config }) => config.benchmark === name));
  console.log('benchmark,seed,alpha,beta,slope,slope fresh,violated,violated fresh,levels,levels fresh');
  const folder = mkdtempSync(path.join(tmpdir(), 'rlel-encoders-'));
  const opener = new RunOpener();
  for (const run of runs) {
    const fresh = await measuredAnew(run, store, opener, folder);
    const both = [run, fresh].map((one) => ({
      slope: propertyOf(one, ({ encoder }) => hingesOf(encoder).slope).value,
      violated: propertyOf(one, ({ encoder }) => hingesOf(encoder).violated).value,
      levels: propertyOf(one, () => 0).kept,
    }));
    const { benchmark, seed, options } = run.config;
    const cells = (['slope', 'violated', 'levels'] as const).flatMap((key) => both.map((one) => one[key].toFixed(3)));
    console.log([benchmark, seed, options.alpha, options.beta, ...cells].join(','));
  }
  opener.close();
  rmSync(folder, { recursive: true });
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
