import type { PlotData } from 'plotly.js';
import { methodColour, methodTitle } from '../colours';

/** A method's line, in its colour. */
export const methodLine = (
  method: string,
  x: PlotData['x'],
  y: PlotData['y'],
): Partial<PlotData> & { readonly type: 'scatter' } => ({
  type: 'scatter',
  mode: 'lines',
  name: methodTitle(method),
  x,
  y,
  line: { color: methodColour(method), width: 2 },
});
