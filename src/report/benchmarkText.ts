import { RlelError } from '../errors';
import { mean } from '../statistics/moments';
import { type Pairwise, pairwise } from './claims/comparison';
import { CLAIMS_PROTOCOL } from './claims/protocol';
import { methodTitle } from './colours';
import { requireBenchmark, type Study, tableGroups } from './evidence';
import { hasLearned } from './hasLearned';
import { PAPER_METHODS, paperResult } from './paper/results';
import { requireStudy } from './requireStudy';

/** A method's runs on the benchmark. */
interface Group {
  readonly method: string;
  readonly error: number;
  readonly learned: boolean;
}

/**
 * What a benchmark's runs say of its methods, in sentences (Markdown): which error is lowest, which methods have not learned,
 * where RLEL stands to each other, and whether that is the order of the paper's table.
 * @throws RlelError when the study has no runs of the benchmark with the profile's own settings.
 */
export function benchmarkText(study: Study, benchmark: string): string {
  requireStudy(study, 'benchmarkText');
  requireBenchmark(study, benchmark);
  const groups = tableGroups(study).filter((group) => group.benchmark === benchmark);
  if (groups.length === 0)
    throw new RlelError(`benchmarkText: no runs of ${benchmark} with the profile’s own settings in the study.`);
  const [{ result }] = groups[0].runs;
  const constant = mean(groups[0].runs.map((run) => run.result.metrics.constant.error));
  const methods = groups
    .map(
      ({ method, runs }): Group => ({
        method,
        error: mean(runs.map(({ error }) => error)),
        learned: runs.every(hasLearned),
      }),
    )
    .sort((a, b) => a.error - b.error);
  const [best] = methods;
  const share = ((100 * best.error) / constant).toFixed(0);
  const comparisons = pairwise(study).filter((one) => one.benchmark === benchmark);
  return [
    `- The lowest mean error has **${methodTitle(best.method)}**: ${best.error.toFixed(2)} ${result.unit}, ${share} % of the constant predictor’s${placeOf(methods)}.`,
    learnedText(methods),
    ...comparedText(comparisons),
    ...paperText(benchmark, methods),
  ].join('\n');
}

/** Where RLEL stands, unless it is the best or did not run. */
function placeOf(methods: readonly Group[]): string {
  const place = methods.findIndex(({ method }) => method === 'rlel') + 1;
  return place > 1 ? `. RLEL’s is ${methods[place - 1].error.toFixed(2)}, in place ${place} of ${methods.length}` : '';
}

const names = (methods: readonly string[]): string => methods.map(methodTitle).join(', ');

function learnedText(methods: readonly Group[]): string {
  const not = methods.filter(({ learned }) => !learned).map(({ method }) => method);
  return not.length === 0
    ? '- All methods have learned the task, by the protocol’s mark.'
    : `- By the protocol’s mark not all runs of ${names(not)} have learned the task: how other methods compare with these says little.`;
}

/** RLEL against the others: by a test where seeds are enough, else by whether all seeds agree. */
function comparedText(comparisons: readonly Pairwise[]): string[] {
  if (comparisons.length === 0) return [];
  const seeds = Math.max(...comparisons.map(({ effects }) => effects.length));
  const sideOf = ({ effects, test, corrected }: Pairwise): -1 | 0 | 1 => {
    const isTold = test ? (corrected ?? 1) < CLAIMS_PROTOCOL.alpha : effects.every((one) => one < 0 === effects[0] < 0);
    return isTold ? (mean(effects) < 0 ? -1 : 1) : 0;
  };
  const on = (side: -1 | 0 | 1): string =>
    names(comparisons.filter((one) => sideOf(one) === side).map(({ method }) => method));
  const tested = comparisons.every(({ test }) => test);
  const how = tested
    ? `by paired t over ${seeds} seeds, corrected by Holm`
    : `with ${seeds === 1 ? 'the one seed' : `each of ${seeds} seeds`}; there is no test with fewer than ${CLAIMS_PROTOCOL.leastSeeds}`;
  const parts = [
    [on(-1), 'lower than that of'],
    [on(1), 'higher than that of'],
    [on(0), tested ? 'not told from that of' : 'lower with some seeds and higher with others than that of'],
  ].flatMap(([methods, words]) => (methods === '' ? [] : [`${words} ${methods}`]));
  return [`- RLEL’s error is ${parts.join('; ')} (${how}).`];
}

/** Where the order of means is that of the paper's table, and where it is not. */
function paperText(benchmark: string, methods: readonly Group[]): string[] {
  const own = new Map(methods.map(({ method, error }) => [method, error]));
  const [mine, printed] = [own.get('rlel'), paperResult(benchmark, 'rlel')];
  if (mine === undefined || !printed) return [];
  const others = PAPER_METHODS.flatMap((method) => {
    const [here, there] = [own.get(method), paperResult(benchmark, method)];
    if (method === 'rlel' || here === undefined || !there) return [];
    return [{ method, agrees: mine < here === printed.mean < there.mean, isBelow: printed.mean < there.mean }];
  });
  if (others.length === 0) return [];
  const of = (isBelow: boolean): string[] => {
    const claimed = others.filter((one) => one.isBelow === isBelow);
    if (claimed.length === 0) return [];
    const failed = claimed.filter(({ agrees }) => !agrees).map(({ method }) => method);
    const claim = `In the paper’s table RLEL is ${isBelow ? 'below' : 'not below'} ${names(claimed.map(({ method }) => method))}`;
    if (failed.length === 0) return [`- ${claim}; so it is here.`];
    const which = failed.length === claimed.length ? 'this is not so here' : `here this is not so for ${names(failed)}`;
    return [`- ${claim}; **${which}**.`];
  };
  return [...of(true), ...of(false)];
}
