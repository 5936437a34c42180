import type { Command } from 'commander';
import { exportModel } from '../runs/exportModel';
import { RunStore } from '../store/store';
import { resultsOption } from './options';
import { examples, say } from './program';

/** `rlel export`. */
export function addExport(rlel: Command): void {
  rlel
    .command('export <run> <folder>')
    .description('write a run’s model as a TensorFlow SavedModel, for Python, TensorFlow Serving and tfjs-node')
    .addOption(resultsOption())
    .addHelpText('after', examples('rlel export 3f2a model/'))
    .action(async (run, folder, { results }) => {
      const exported = await exportModel(run, folder, new RunStore(results));
      say(
        `${exported.folder}: the model of run ${exported.run}, a SavedModel (signature serving_default)\nloaded again, its outputs differ by at most ${exported.difference.toExponential(1)} of the label range\nrlel.json says what goes in and comes out; docs/models.md shows how to call it.`,
      );
    });
}
