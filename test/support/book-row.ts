import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS, ROW_STRIDE, TS } from '@genesis/market';

/** Price and volume, best first. */
export type Levels = readonly (readonly [price: number, volume: number])[];

/** A row with these levels; the others are absent. */
export function bookRow(bids: Levels, asks: Levels, tsMicros = 0): Float64Array {
  const row = new Float64Array(ROW_STRIDE);
  row[TS] = tsMicros;
  for (let level = 0; level < LEVELS; level++) {
    row[BID_PRICE + level] = bids[level]?.[0] ?? NaN;
    row[BID_VOLUME + level] = bids[level]?.[1] ?? 0;
    row[ASK_PRICE + level] = asks[level]?.[0] ?? NaN;
    row[ASK_VOLUME + level] = asks[level]?.[1] ?? 0;
  }
  return row;
}

/** Ten levels one step apart from `best` on (a negative step for bids), each with `volumes[level]` or the last of them. */
export function ladder(best: number, step: number, volumes: readonly number[]): Levels {
  return Array.from({ length: LEVELS }, (_, level) => [
    Math.round((best + step * level) * 1e6) / 1e6,
    volumes[level] ?? volumes[volumes.length - 1],
  ]);
}
