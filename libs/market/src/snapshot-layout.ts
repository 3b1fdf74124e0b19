/**
 * Where each value of a snapshot stands in its row of `SnapshotBatch.rows` (README contract: level-2 books
 * with ten levels a side, best first). Prices are in currency units, volumes in the venue's unit.
 * An absent level has price NaN and volume 0; a level whose price is shown with nothing behind it keeps its
 * price and has volume 0.
 */
export const LEVELS = 10;

/** Microseconds since the Unix epoch; exact in a double until the year 2255. */
export const TS = 0;
export const BID_PRICE = 1;
export const BID_VOLUME = 11;
export const ASK_PRICE = 21;
export const ASK_VOLUME = 31;

/** Doubles per row. */
export const ROW_STRIDE = 41;

/** A row's columns by name, in the order of the documented 41-column layout with `ts` moved to the front. */
export const COLUMN_NAMES: readonly string[] = [
  'ts',
  ...['bid_price', 'bid_volume', 'ask_price', 'ask_volume'].flatMap((name) =>
    Array.from({ length: LEVELS }, (_, level) => `${name}_${level + 1}`),
  ),
];
