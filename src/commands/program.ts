import path from 'node:path';

/** The script that starts this program. */
export const CLI = path.resolve(__dirname, '../../bin/rlel.cjs');

/** Exit status after a signal, when what was under way is saved. */
export const INTERRUPTED_STATUS = 130;

/** Prints a command's result. */
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Commands that show how one is used, for the end of its help. */
export const examples = (...commands: readonly string[]): string =>
  `\nExamples:\n${commands.map((command) => `  $ npx ${command}`).join('\n')}\n`;
