import { Command } from 'commander';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { addRun } from '../../src/commands/run';
import { registerRegularizer } from '../../src/losses/regularizers';
import { defineMethod } from '../../src/methods/method';
import { methodNamed, registerMethod } from '../../src/methods/registry';
import { registerNetwork } from '../../src/networks/registry';
import { setting } from '../../src/settings/setting';

const regularizer = (weight: string) => () =>
  registerRegularizer({ name: `own-${weight}`, weight, summary: 'own', value: () => undefined as never });
const options = (name: string) => z.strictObject({ [name]: setting(z.number().default(0), 'own') });
const method = (name: string) => () =>
  registerMethod(
    defineMethod({ name: `own-${name}`, summary: 'own', options: options(name), head: () => undefined as never }),
  );
const network = (name: string) => () =>
  registerNetwork({
    name: `own-${name}`,
    imageSize: [8, 8],
    options: options(name),
    outputs: 'one',
    build: () => undefined as never,
  });

test('no weight is named as an option of "rlel run"', () => {
  const program = new Command();
  addRun(program);
  const names = [...program.commands[0].options.map((option) => option.attributeName()), 'help', 'import'];
  expect(names).toContain('learningRate');
  for (const name of names) expect(regularizer(name), name).toThrow(`"${name}" is a setting of`);
});

test('a name belongs to every run, to networks or to methods', () => {
  for (const name of ['seed', 'epochs', 'levels', 'alpha', 'energy'])
    expect(network(name), name).toThrow(`Network "own-${name}": "${name}" is a setting of`);
  for (const name of ['seed', 'epochs', 'levels', 'cornerPooling'])
    expect(method(name), name).toThrow(`Method "own-${name}": "${name}" is a setting of`);
  expect(methodNamed('direct').name).toBe('direct');
});

test('methods may share an option, and a new name is free until a weight has it', () => {
  method('width')();
  regularizer('smoothness')();
  expect(regularizer('smoothness')).toThrow('there already');
  expect(() =>
    registerRegularizer({ name: 'other', weight: 'smoothness', summary: 'own', value: () => undefined as never }),
  ).toThrow('Regularizer "other": "smoothness" is a setting of methods already');
  expect(network('smoothness')).toThrow('is a setting of methods already');
});
