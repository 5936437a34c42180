import { afterEach, expect, test } from 'vitest';
import { doctor } from '../../src/commands/doctor';
import { isGpu } from '../../src/engine/native';

const device = process.env.RLEL_DEVICE;
afterEach(() => {
  if (device === undefined) delete process.env.RLEL_DEVICE;
  else process.env.RLEL_DEVICE = device;
});

test('a project that is set up has no problems, and every part is named', async () => {
  const { lines, problems } = await doctor();
  expect(problems.filter((problem) => !problem.includes('disk'))).toEqual([]);
  const values = Object.fromEntries(lines.map(({ name, value }) => [name, value]));
  expect(values['Node.js']).toBe(process.version);
  expect(values.TensorFlow).toMatch(/^2\./);
  expect(values.oneDNN).toMatch(/^(used|not used) \(TF_ENABLE_ONEDNN_OPTS=/);
  expect(values.allocator).toContain('TF_CPU_ALLOCATOR_USE_BFC');
  expect(values.steps).toBe('compiled to graphs (RLEL_GRAPH is not set)');
  expect(values['reader threads']).toMatch(/^\d+ \(/);
  expect(values['danfojs’ TensorFlow']).toBe('the same module');
});

test.skipIf(isGpu())('a GPU that was asked for and is not used is a problem', async () => {
  process.env.RLEL_DEVICE = 'gpu';
  const { lines, problems } = await doctor();
  expect(lines.find(({ name }) => name === 'device')?.value).toBe('CPU');
  expect(problems.join()).toContain('RLEL_DEVICE=gpu, but TensorFlow sees no GPU');
});

test('the user’s own Python settings change nothing', async () => {
  process.env.PYTHONHOME = '/nowhere';
  try {
    expect((await doctor()).problems.join()).not.toContain('.venv');
  } finally {
    Reflect.deleteProperty(process.env, 'PYTHONHOME');
  }
});

test('RLEL_GRAPH: what holds, and a value that it cannot have', async () => {
  const steps = async () => (await doctor()).lines.find(({ name }) => name === 'steps')?.value;
  process.env.RLEL_GRAPH = '0';
  try {
    expect(await steps()).toBe('operation by operation (RLEL_GRAPH=0)');
    process.env.RLEL_GRAPH = 'yes';
    expect((await doctor()).problems.join()).toContain('RLEL_GRAPH=yes: expected 1');
  } finally {
    delete process.env.RLEL_GRAPH;
  }
});

test('another device than cpu and gpu is a problem', async () => {
  process.env.RLEL_DEVICE = 'tpu';
  expect((await doctor()).problems).toContain('RLEL_DEVICE=tpu: expected cpu or gpu.');
});
