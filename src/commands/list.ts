import type { Command } from 'commander';
import { type Benchmark, PROFILES } from '../benchmarks/benchmark';
import { flatSettings, textOf } from '../benchmarks/departures';
import { benchmarkNamed, benchmarkNames } from '../benchmarks/registry';
import { codeNames } from '../encodings/registry';
import { controlNames, methodNamed, methodNames } from '../methods/registry';
import { networkNames } from '../networks/registry';
import { coloured } from './colour';
import { jsonOption } from './options';
import { examples, say } from './program';
import { alignedTable } from './table';

/** `rlel list`. */
export function addList(rlel: Command): void {
  rlel
    .command('list')
    .description('benchmarks, methods, profiles, encodings, networks')
    .option(
      '--settings <benchmark>',
      'the settings of a benchmark’s profiles, and how they depart from the published ones',
    )
    .addOption(jsonOption())
    .addHelpText('after', examples('rlel list', 'rlel list --settings FLD2'))
    .action(({ settings, json }) => {
      if (json) say(JSON.stringify(settings ? benchmarkNamed(settings).profiles : everything(), null, 2));
      else say(settings ? describeSettings(benchmarkNamed(settings)) : describeAll());
    });
}

const summaries = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, methodNamed(name).summary]));

const everything = () => ({
  benchmarks: Object.fromEntries(benchmarkNames().map((name) => [name, benchmarkNamed(name).title])),
  methods: summaries(methodNames()),
  controls: summaries(controlNames()),
  profiles: PROFILES,
  encodings: codeNames(),
  networks: networkNames(),
});

function describeAll(): string {
  const { benchmarks, methods, controls, profiles, encodings, networks } = everything();
  return [
    alignedTable(['benchmark', ''], Object.entries(benchmarks)),
    '',
    alignedTable(['method', ''], Object.entries(methods)),
    '',
    alignedTable(['control', ''], Object.entries(controls)),
    '',
    `profiles   ${profiles.join(', ')}`,
    `encodings  ${encodings.join(', ')} (bel, fixed-ce); annealed (sa); autoencoded (ae)`,
    `networks   ${networks.join(', ')}`,
  ].join('\n');
}

/** A row a setting, a column a profile. */
function describeSettings({ name, title, profiles }: Benchmark): string {
  const columns = PROFILES.map((profile) => {
    const { twin, methods, ...settings } = profiles[profile];
    return new Map([
      ...flatSettings(settings),
      ...Object.entries(methods).flatMap(([method, options]) =>
        Object.entries(options).map(([key, value]): [string, unknown] => [`${method}: ${key}`, value]),
      ),
      ...(twin ? ([['twin', `${twin.train} to train, ${twin.test} to test`]] as const) : []),
    ]);
  });
  const keys = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const cell = (value: unknown): string => (value === undefined ? '' : textOf(value));
  const rows = keys.map((key) => [key, ...columns.map((column) => cell(column.get(key)))]);
  return [
    `${name}: ${title}`,
    '',
    alignedTable(['setting', ...PROFILES], rows),
    ...PROFILES.flatMap((profile) => [
      `\n${coloured('bold', `${profile}: departures from the published settings`)}`,
      ...profiles[profile].departures.map((text) => `  - ${text}`),
    ]),
  ].join('\n');
}
