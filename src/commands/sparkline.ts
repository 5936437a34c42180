const BLOCKS = '▁▂▃▄▅▆▇█';

/** Values as a row of blocks, the lowest ▁ and the highest █. */
export function sparkline(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values
    .map((value) => BLOCKS[Math.round(((value - low) / (high - low || 1)) * (BLOCKS.length - 1))] ?? ' ')
    .join('');
}
