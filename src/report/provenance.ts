import { PROTOCOL_HASH } from '../benchmarks/protocol';
import { commit } from '../runs/environment';
import type { Report } from './document';
import type { Study } from './evidence';
import { environmentOf } from './runEnvironment';
import { sourceWord } from './studyText';

/** What was run, when, on what, in which profile. */
export function facts(studies: readonly Study[]): Report['facts'] {
  const runs = studies.flatMap((study) => study.runs);
  const times = runs.map(({ result }) => result.finishedAt).sort();
  const environments = runs.map(environmentOf);
  const all = (key: string): string => distinct(environments.map((one) => one[key]));
  return [
    ...studies.map(({ source, profile, runs: own }) => ({
      name: 'Runs',
      value: `${own.length} on ${source}, profile ${profile}, seeds ${distinct(own.map(({ config }) => config.seed).sort((a, b) => a - b))}`,
    })),
    { name: 'Finished', value: `${day(times[0])} to ${day(times[times.length - 1])}` },
    { name: 'Commit of the runs', value: distinct(runs.map(({ result }) => result.commit ?? 'unknown')) },
    { name: 'Commit of this report', value: commit() ?? 'unknown' },
    { name: 'Protocol, SHA-256', value: PROTOCOL_HASH },
    { name: 'Processor', value: `${all('cpu')}; ${all('device')}; threads a run: ${all('threads')}` },
    { name: 'Software', value: `TensorFlow ${all('tensorflow')}, Node.js ${all('node')}, rlel ${all('rlel')}` },
  ];
}

/** What a reader must not take from the report. */
export function limits(studies: readonly Study[]): string[] {
  const seeds = studies.map(({ runs }) => new Set(runs.map(({ config }) => config.seed)).size);
  return [
    ...(studies.some(({ source }) => source === 'official')
      ? []
      : ['No run here is on the paper’s own data, so none of these errors can be compared with the paper’s.']),
    ...(studies.some((study) => sourceWord(study) === 'twin')
      ? [
          'Synthetic twins are drawn by this kit. They show how methods behave on tasks of this kind; a claim that does not hold on them may hold on photographs, and the other way round.',
        ]
      : []),
    ...(studies.some(({ profile }) => profile === 'quick')
      ? [
          'The quick profile trains compact networks from scratch on small pictures, for some 760 steps. Runs that have not learned their task by then bear a dagger, and claims leave them out.',
        ]
      : []),
    `Few seeds (${distinct(seeds)}): small differences cannot be told. The table of pairwise comparisons says how many seeds it would take.`,
    'SA’s energy and AE’s network are this kit’s choice from the literature, since neither the paper nor its code defines them.',
    'Times are of shared machines.',
  ];
}

const day = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;

const distinct = (values: readonly unknown[]): string => [...new Set(values.map(String))].join(', ');
