// As in snapshot-layout.ts: a constant of this file is folded into the loop, an imported one is loaded each time.
const LEVELS = 10;

/** Volume shown on a side, all ten levels; `from` is where its volumes begin. 0 for an empty side. */
export function sideDepth(rows: Float64Array, from: number): number {
  const end = from + LEVELS;
  let depth = 0;
  for (let i = from; i < end; i++) depth += rows[i];
  return depth;
}
