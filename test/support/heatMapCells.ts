/** The numbers that a heat map shows, row by row. */
export function heatMapCells(trace: unknown): number[][] {
  const { dtype, bdata, shape } = (trace as { z: { dtype: string; bdata: string; shape: string } }).z;
  const bytes = Uint8Array.from(Buffer.from(bdata, 'base64')).buffer;
  const values = Array.from(dtype === 'i1' ? new Int8Array(bytes) : new Float32Array(bytes));
  const [rows, columns] = shape.split(', ').map(Number);
  return Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
}
