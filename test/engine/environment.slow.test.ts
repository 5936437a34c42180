import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasRightGradients, requireRightGradients } from '../../src/engine/rightGradients';
import { KIT_SETTINGS } from '../support/kitSettings';

const ROOT = path.resolve(__dirname, '../..');
const RLEL =
  "const { tf, executeRun, resolveSettings, runConfig, RunStore } = require('./dist/index.js'); tf.scalar(1).dataSync();";
const TFJS = "require('@tensorflow/tfjs-node-gpu');";
const ENGINE = `const { tensorflowStart } = require('./dist/engine/environment.js');
const { hasOneDnn } = require('./dist/engine/native.js');`;
const REPORT = 'console.log(JSON.stringify({ ...tensorflowStart(), oneDnn: hasOneDnn() }));';

/** A process of its own on the processor, without this one's settings of TensorFlow. */
function run(code: string, env: Record<string, string> = {}) {
  const own = Object.entries(process.env).filter(([name]) => !/^(TF|ONEDNN)_/.test(name));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', code], {
    encoding: 'utf8',
    cwd: ROOT,
    env: { ...Object.fromEntries(own), CUDA_VISIBLE_DEVICES: '', ...env },
  });
  return { status, stdout, stderr };
}

const report = (code: string, env?: Record<string, string>) => JSON.parse(run(code + REPORT, env).stdout);

describe('TensorFlow’s settings', () => {
  test('are the kit’s, and recorded as they were when it was loaded', () => {
    const { variables, problem, oneDnn } = report(
      `${RLEL}${ENGINE} process.env.TF_NUM_INTRAOP_THREADS = '7'; process.env.TF_ENABLE_ONEDNN_OPTS = '0';`,
    );
    expect(variables).toEqual({
      ONEDNN_MAX_CPU_ISA: null,
      ...KIT_SETTINGS,
      TF_NUM_INTRAOP_THREADS: null,
      TF_NUM_INTEROP_THREADS: '-1',
    });
    expect({ problem, oneDnn }).toEqual({ problem: null, oneDnn: KIT_SETTINGS.TF_ENABLE_ONEDNN_OPTS === '1' });
  });

  test('can be the user’s', () => {
    const { variables, problem, oneDnn } = report(RLEL + ENGINE, {
      TF_ENABLE_ONEDNN_OPTS: '0',
      TF_NUM_INTRAOP_THREADS: '1',
    });
    expect(variables).toMatchObject({ ...KIT_SETTINGS, TF_ENABLE_ONEDNN_OPTS: '0', TF_NUM_INTRAOP_THREADS: '1' });
    expect({ problem, oneDnn }).toEqual({ problem: null, oneDnn: false });
  });

  test('training is refused where another package loaded TensorFlow before, with others', () => {
    const train = `const identity = { format: 'none', source: 'none', fingerprint: 'none', split: 'none' };
      const split = { train: [], validation: [], test: [] };
      const data = { ...identity, unit: '', imageShape: [1, 1, 3], samples: [{}], split, readImage: null };
      const request = { benchmark: 'PN', method: 'direct', profile: 'quick', seed: 1 };
      const config = runConfig(request, resolveSettings(request), identity);
      executeRun(config, data, new RunStore('${path.join(tmpdir(), 'rlel-none')}'), {}).catch((error) => {
        console.log(error.name, error.message);
      });`;
    const { stdout } = run(TFJS + RLEL + train);
    const named = Object.keys(KIT_SETTINGS).join(', ');
    expect(stdout).toContain(`RlelError TensorFlow was loaded before rlel, and not with the kit's settings (${named})`);
    expect(stdout).toContain('Import rlel first');
    expect(run(TFJS + RLEL + train, KIT_SETTINGS).stdout).toMatch(/^\w*Error (?!TensorFlow was loaded)/); // of the data
  });

  test('variables that are set after TensorFlow was loaded do not count', () => {
    const late = "process.env.TF_ENABLE_ONEDNN_OPTS = '1'; process.env.TF_NUM_INTRAOP_THREADS = '1';";
    const { variables, problem, oneDnn } = report(TFJS + late + RLEL + ENGINE, {
      ...KIT_SETTINGS,
      TF_ENABLE_ONEDNN_OPTS: '0',
    });
    expect(variables).toMatchObject({ TF_ENABLE_ONEDNN_OPTS: '0', TF_NUM_INTRAOP_THREADS: null });
    expect(oneDnn).toBe(false);
    expect(problem).toContain('(TF_ENABLE_ONEDNN_OPTS, TF_NUM_INTRAOP_THREADS)');
  });
});

describe('what TensorFlow says when it starts', () => {
  const NOTICE = 'oneDNN custom operations are on';

  test('is kept for the record', () => {
    const { stdout, stderr } = run(`${RLEL}${ENGINE} console.error('after'); ${REPORT}`, {
      TF_ENABLE_ONEDNN_OPTS: '1',
    });
    expect(JSON.parse(stdout).lines.join('\n')).toContain(NOTICE);
    expect(stderr).toBe('after\n');
  });

  test('is shown to who asks for it', () => {
    const { stdout, stderr } = run(`${RLEL}${ENGINE}${REPORT}`, {
      TF_CPP_MIN_LOG_LEVEL: '0',
      TF_ENABLE_ONEDNN_OPTS: '1',
    });
    expect(JSON.parse(stdout).lines).toEqual([]);
    expect(stderr).toContain(NOTICE);
  });

  const during = (end: string) =>
    run(`const { keepStartupLines } = require('./dist/engine/startupLines.js');
      keepStartupLines(() => { require('node:fs').writeSync(2, 'F0000 no AVX\\n'); ${end} });`);

  test('is shown where it fails, or the process dies of it', () => {
    expect(during("throw new Error('not loaded');").stderr).toMatch(/^F0000 no AVX\n[\s\S]*Error: not loaded/);
    const { status, stderr } = during('process.abort();');
    expect(status).not.toBe(0);
    expect(stderr).toContain('F0000 no AVX');
    expect(during('').stderr).toBe('');
  });
});

test('gradients of convolutions are right here', () => {
  expect(hasRightGradients()).toBe(true);
  expect(() => requireRightGradients()).not.toThrow();
});
