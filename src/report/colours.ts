import type { PlotData } from 'plotly.js';
import { requireText } from '../input/check';

interface Look {
  readonly name: string;
  readonly colour: string;
  readonly symbol: string;
}

/**
 * Okabe and Ito's colours, told apart in colour blindness; violet stands for their yellow, which cannot be read on white, and
 * for their second blue. Controls have open symbols.
 */
const METHODS = new Map<string, Look>(
  Object.entries({
    direct: { name: 'Direct regression', colour: '#8a8a8a', symbol: 'circle' },
    multiclass: { name: 'Multiclass', colour: '#8040f0', symbol: 'square' },
    sa: { name: 'SA', colour: '#e69f00', symbol: 'diamond' },
    ae: { name: 'AE', colour: '#d55e00', symbol: 'triangle-up' },
    lel: { name: 'LEL', colour: '#009e73', symbol: 'triangle-down' },
    bel: { name: 'BEL', colour: '#cc79a7', symbol: 'cross' },
    rlel: { name: 'RLEL', colour: '#2a80c5', symbol: 'star' },
    'multiclass-soft': { name: 'Multiclass on φ', colour: '#1f7f8c', symbol: 'square-open' },
    'fixed-ce': { name: 'Fixed code, CE', colour: '#9a6b3f', symbol: 'cross-open' },
    frozen: { name: 'D frozen', colour: '#9678ff', symbol: 'triangle-down-open' },
  }),
);
const OTHER = { colour: '#777777', symbol: 'x' };

/** @throws RlelError for what is no name. */
function lookOf(method: string): Look | undefined {
  requireText(method, 'A method');
  return METHODS.get(method);
}

/** A method's name as it is shown; a user's own method has its own name. */
export const methodTitle = (method: string): string => lookOf(method)?.name ?? method;

/** The one colour of a method in all figures, on light and dark. */
export const methodColour = (method: string): string => (lookOf(method) ?? OTHER).colour;

/** Its marker, for print without colour. */
export const methodSymbol = (method: string): string => (lookOf(method) ?? OTHER).symbol;

/** From low to high, in even steps of lightness. */
export const SEQUENTIAL: PlotData['colorscale'] = 'Cividis';

/** From negative over none to positive. */
export const DIVERGING: PlotData['colorscale'] = 'RdBu';
