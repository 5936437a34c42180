import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Whether standard output shows colours: a terminal, unless NO_COLOR is set; FORCE_COLOR has them anywhere. */
function hasColour(): boolean {
  if (process.env.NO_COLOR || typeof styleText !== 'function') return false; // Node.js before 20.12 has none
  const forced = process.env.FORCE_COLOR;
  return forced !== undefined ? forced !== '0' : process.stdout.isTTY === true && process.env.TERM !== 'dumb';
}

/** Text in a style where standard output shows it, else as it is. */
export const coloured = (style: Style, text: string): string => (hasColour() ? styleText(style, text) : text);
