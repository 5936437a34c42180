import type { Command } from 'commander';
import { PROTOCOL_HASH } from '../benchmarks/protocol';
import { takesText } from '../report/claims/claimText';
import type { LedgerEntry } from '../report/claims/ledger';
import { exitStatus, ledger, ledgerJson } from '../report/claims/ledger';
import { readEvidence } from '../report/evidence';
import { pText } from '../report/pText';
import { RunStore } from '../store/store';
import { resultsOption } from './options';
import { examples, say } from './program';
import { progressDisplay } from './progress';

/** `rlel claims`. */
export function addClaims(rlel: Command): void {
  rlel
    .command('claims')
    .description(
      'judge the paper’s claims by the stored predictions; exit status 0: all hold, 1: one does not, 2: some cannot be told',
    )
    .option('--json', 'as JSON', false)
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel claims', 'rlel claims --json'))
    .action(({ json, results }) => {
      const { text, status } = judge(results, json);
      say(text);
      process.exitCode = status;
    });
}

/** Runs that are left out, of which the reason is told. */
const SHOWN = 8;

/**
 * Judges the paper's claims by a store's runs.
 * @returns the ledger as text or JSON, and the exit status: 0 all supported, 1 one does not hold as it is made, 2 some cannot be told.
 */
function judge(results: string, json: boolean): { text: string; status: 0 | 1 | 2 } {
  const display = progressDisplay();
  let evidence: ReturnType<typeof readEvidence>;
  try {
    evidence = readEvidence(new RunStore(results), (done, all) => display.update(done / all, 'reading runs'));
  } finally {
    display.stop();
  }
  const entries = ledger(evidence.studies);
  const status = exitStatus(entries);
  if (json)
    return {
      text: JSON.stringify(
        { claims: ledgerJson(entries), protocol: PROTOCOL_HASH, problems: evidence.problems },
        null,
        2,
      ),
      status,
    };
  const { problems } = evidence;
  const more = problems.length - SHOWN;
  const left = [
    ...problems.slice(0, SHOWN),
    ...(more > 0 ? [`and ${more} more runs that are left out ("rlel claims --json" names them)`] : []),
  ];
  const rules = `protocol: SHA-256 ${PROTOCOL_HASH}`;
  return { text: [...entries.map(line), rules, ...left].join('\n'), status };
}

/** Wide enough for every verdict. */
const WIDTH = 20;

function line({ claim, judgement, source, profile }: LedgerEntry): string {
  const { verdict, effect, tests, runs, note } = judgement;
  const where = profile
    ? `${source}, ${profile}, ${runs.length} runs`
    : source === 'paper'
      ? 'the paper’s figures'
      : 'no runs';
  const size = effect
    ? `  ${effect.estimate.toFixed(2)} [${effect.low.toFixed(2)}, ${effect.high.toFixed(2)}] ${claim.measures}, p ${pText(tests[0].corrected)}`
    : '';
  const needs = claim.about === 'runs' && verdict === 'not run' ? `  needs: ${claim.needs}` : '';
  const takes = takesText(judgement);
  return [
    `${verdict.padEnd(WIDTH)}  ${claim.name}: ${claim.statement}`,
    `${''.padEnd(WIDTH)}  ${where}${size}${needs}${takes && `  takes: ${takes}`}${note && `  (${note})`}`,
  ].join('\n');
}
