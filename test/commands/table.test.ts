import { afterEach, expect, test } from 'vitest';
import { coloured } from '../../src/commands/colour';
import { alignedTable } from '../../src/commands/table';

const { NO_COLOR, FORCE_COLOR } = process.env;
afterEach(() => {
  for (const [name, value] of Object.entries({ NO_COLOR, FORCE_COLOR })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

test('columns line up under their header, numbers to the right', () => {
  process.env.NO_COLOR = '1';
  expect(
    alignedTable(
      ['run', 'error', 'note'],
      [
        ['a', '1.5', ''],
        ['bcdef', '10.25', '−x'],
      ],
    ),
  ).toBe('run    error  note\na        1.5\nbcdef  10.25  −x');
});

test('colours where they are wanted, none with NO_COLOR', () => {
  delete process.env.NO_COLOR;
  process.env.FORCE_COLOR = '1';
  expect(coloured('bold', 'x')).toBe('\x1b[1mx\x1b[22m');
  process.env.NO_COLOR = '1';
  expect(coloured('bold', 'x')).toBe('x');
});
