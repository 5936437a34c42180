/** The smallest p that is shown as a number, with as many decimals. */
const LEAST = 0.001;
const DECIMALS = 3;

/** "0.004"; "< 0.001". */
export const pText = (p: number): string => (p < LEAST ? `< ${LEAST}` : p.toFixed(DECIMALS));
