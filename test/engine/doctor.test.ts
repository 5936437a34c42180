import { expect, test } from 'vitest';
import { doctor } from '../../src/engine/doctor';

test('a project that is set up has no problems, and every part is named', async () => {
  const { lines, problems } = await doctor();
  expect(problems.filter((problem) => !problem.includes('disk'))).toEqual([]);
  const values = Object.fromEntries(lines.map(({ name, value }) => [name, value]));
  expect(values['Node.js']).toBe(process.version);
  expect(values.TensorFlow).toMatch(/^2\./);
  expect(values['reader threads']).toMatch(/^\d+ \(/);
  expect(values['danfojs’ TensorFlow']).toBe('the same module');
});
