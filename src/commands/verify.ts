import type { Command } from 'commander';
import { RlelError } from '../errors';
import { RunStore } from '../store/store';
import { resultsOption } from './options';
import { examples, say } from './program';

/** `rlel verify`, of one run; `rlel runs verify` looks at all. */
export function addVerify(rlel: Command): void {
  rlel
    .command('verify <run>')
    .description('compute a run’s metrics again from its stored predictions')
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel verify 3f2a'))
    .action((run, { results }) => {
      const store = new RunStore(results);
      const id = store.find(run);
      const problems = store.verify(id);
      if (problems.length > 0)
        throw new RlelError(`${id} does not agree with its predictions:\n  ${problems.join('\n  ')}`);
      say(`${id}: result.json agrees with predictions.csv and config.json`);
    });
}
