import type { Command } from 'commander';
import { PROFILES } from '../benchmarks/benchmark';
import { benchmarkNamed, benchmarkNames } from '../benchmarks/registry';
import { codeNames } from '../encodings/registry';
import { controlNames, methodNamed, methodNames } from '../methods/registry';
import { networkNames } from '../networks/registry';
import { say } from './program';

/** `rlel list`. */
export function addList(rlel: Command): void {
  rlel
    .command('list')
    .description('benchmarks, methods, profiles, encodings, networks')
    .option(
      '--settings <benchmark>',
      'the settings of a benchmark’s profiles, and how they depart from the published ones',
    )
    .action(({ settings }) => say(settings ? describeSettings(settings) : describeAll()));
}

function describeAll(): string {
  return [
    'benchmarks',
    ...benchmarkNames().map((name) => `  ${name}  ${benchmarkNamed(name).title}`),
    'methods',
    ...methodNames().map(describeMethod),
    'controls',
    ...controlNames().map(describeMethod),
    `profiles   ${PROFILES.join(', ')}`,
    `encodings  ${codeNames().join(', ')} (bel, fixed-ce); annealed (sa); autoencoded (ae)`,
    `networks   ${networkNames().join(', ')}`,
  ].join('\n');
}

const describeMethod = (name: string): string => `  ${name.padEnd(15)}  ${methodNamed(name).summary}`;

function describeSettings(name: string): string {
  return Object.entries(benchmarkNamed(name).profiles)
    .map(([profile, { departures, ...settings }]) =>
      [
        `${name}, ${profile}`,
        JSON.stringify(settings, null, 2),
        'departures from the published settings:',
        ...departures.map((text) => `  - ${text}`),
      ].join('\n'),
    )
    .join('\n\n');
}
