import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { WANTED_SOURCES } from '../data/findData';
import { RlelError } from '../errors';
import { integerIn } from '../input/numbers';

/** Options whose values one function reads; it is told the option's name for its errors. */
export const optionOf =
  <T>(read: (text: string, place: string) => T) =>
  (flags: string, description: string): Option =>
    new Option(flags, description).argParser((text) => read(text, flags.split(' ')[0]));

/** An option that takes an integer of at least `least`. */
export function integerOption(flags: string, description: string, least = 0, preset?: number): Option {
  const option = optionOf((text, place) => integerIn(text, place, least))(flags, description);
  return preset === undefined ? option : option.default(preset);
}

const RESULTS = path.resolve(__dirname, '../../results');

/** --results, which every command has that reads or writes runs. */
export const resultsOption = (): Option =>
  new Option('--results <folder>', 'where runs are kept').default(RESULTS, 'the project’s results/');

/** --format, of the commands whose result is a table. */
export const formatOption = (): Option =>
  new Option('--format <format>', 'text, csv or json').choices(['text', 'csv', 'json']).default('text');

/** --json, of the commands that else write for people. */
export const jsonOption = (): Option => new Option('--json', 'as JSON').default(false);

/** --quiet, of the commands that show how far they are. */
export const quietOption = (): Option => new Option('--quiet', 'only the result, and errors').default(false);

/** --fresh, of the commands that do runs. */
export const freshOption = (): Option =>
  new Option('--fresh', 'set aside what the store has of it, and do it again with this code').default(false);

/** --jobs, of the commands that do many runs. */
export const jobsOption = (): Option =>
  integerOption('--jobs <n>', 'processes side by side', 1, availableParallelism());

/** An option that names the labels of images of one's own. */
export const labelsOption = (): Option =>
  new Option('--labels <file>', 'images of your own: the CSV of their labels (default: labels.csv in their folder)');

/** An option that names a source of data. @param what is found by it. */
export const sourceOption = (what: string): Option =>
  new Option('--source <source>', `${what} that "rlel data add" knows; best: official, else open, else twin`).choices([
    ...WANTED_SOURCES,
  ]);

/**
 * Refuses options that a user gave and that would have no effect.
 * @param names of the options that have none, as the command's values name them.
 * @param why completes "--tasks has no effect …".
 * @throws RlelError naming them.
 */
export function refuseIdleOptions(command: Command, names: readonly string[], why: string): void {
  const given = command.options.filter(
    (option) =>
      names.includes(option.attributeName()) && command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (given.length === 0) return;
  const flags = given.map(({ long }) => long).join(', ');
  throw new RlelError(`${flags} ${given.length > 1 ? 'have' : 'has'} no effect ${why}.`);
}

/** Options before a subcommand's name are the parent's, which does nothing then: they are refused. */
export function refuseOptionsBeforeSubcommands(command: Command): void {
  command.hook('preSubcommand', (parent, subcommand) => {
    const names = parent.options.map((option) => option.attributeName());
    refuseIdleOptions(parent, names, `before "${subcommand.name()}": give options after it`);
  });
}
