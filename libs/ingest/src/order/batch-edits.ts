import {
  ROW_STRIDE,
  type SnapshotBatch,
  type SourceDefect,
  TRADE_AGGRESSOR,
  TRADE_PRICE,
  TRADE_ROW,
  TRADE_SIZE,
  TRADE_STRIDE,
  TRADE_TS,
  type TradeColumns,
} from '@genesis/market';

/** Copies trade `index` of `from` to the end of `to`, as a trade of row `row`. */
export function copyTrade(from: TradeColumns, index: number, to: TradeColumns, row: number): void {
  const at = index * TRADE_STRIDE;
  const { values } = from;
  to.push(
    row,
    values[at + TRADE_TS],
    values[at + TRADE_PRICE],
    values[at + TRADE_SIZE],
    values[at + TRADE_AGGRESSOR],
  );
}

/** Row that trade `index` belongs to. */
export function tradeRow(trades: TradeColumns, index: number): number {
  return trades.values[index * TRADE_STRIDE + TRADE_ROW];
}

/** Order in which defects are told: by row, and lines lost before a row before that row's own cells. */
export function sortDefects(defects: SourceDefect[]): void {
  const rank = (defect: SourceDefect): number => 2 * defect.row + (defect.kind === 'cell' ? 1 : 0);
  defects.sort((a, b) => rank(a) - rank(b));
}

/** Moves the last row, with its cell defects and trades, to the end of another batch. */
export function moveLastRow(from: SnapshotBatch, to: SnapshotBatch): void {
  const row = from.length - 1;
  const target = to.length;
  to.appendRow(from, row, from.instruments[row]);
  for (const defect of takeCellDefects(from, row)) to.defects.push({ ...defect, row: target });
  for (let trade = 0; trade < from.trades.length; trade++) {
    if (tradeRow(from.trades, trade) === row) copyTrade(from.trades, trade, to.trades, target);
  }
  truncateRows(from, row);
}

/** Takes rows from `length` on away, with their cell defects and trades; lines lost before them stay. */
export function truncateRows(batch: SnapshotBatch, length: number): void {
  batch.length = length;
  const kept = batch.defects.filter((defect) => defect.kind === 'lost' || defect.row < length);
  for (const defect of kept) defect.row = Math.min(defect.row, length);
  batch.defects.splice(0, batch.defects.length, ...kept);
  const { trades } = batch;
  while (trades.length > 0 && tradeRow(trades, trades.length - 1) >= length) trades.length--;
}

/** Appends all rows of another batch, with their defects and trades; the caller has seen to the capacity. */
export function appendAll(from: SnapshotBatch, to: SnapshotBatch): void {
  const offset = to.length;
  for (let row = 0; row < from.length; row++) to.appendRow(from, row, from.instruments[row]);
  for (const defect of from.defects) to.defects.push({ ...defect, row: defect.row + offset });
  for (let trade = 0; trade < from.trades.length; trade++) {
    copyTrade(from.trades, trade, to.trades, tradeRow(from.trades, trade) + offset);
  }
}

/** Keeps only the rows that `keeps` names, with all that belongs to them and the lines lost before them. */
export function keepRows(batch: SnapshotBatch, keeps: (row: number) => boolean): void {
  const places = new Map<number, number>();
  const rows = batch.length;
  batch.length = 0;
  for (let row = 0; row < rows; row++) {
    if (!keeps(row)) continue;
    places.set(row, batch.length);
    batch.appendRow(batch, row, batch.instruments[row]);
  }
  const kept = batch.defects.filter((defect) => places.has(defect.row));
  for (const defect of kept) defect.row = places.get(defect.row)!;
  batch.defects.splice(0, batch.defects.length, ...kept);
  keepTrades(batch.trades, places);
}

/** Puts the last row before row `place`, and moves everything that belongs to the rows in between along. */
export function sortInLastRow(batch: SnapshotBatch, place: number): void {
  const last = batch.length - 1;
  rotate(batch.rows, place * ROW_STRIDE, last * ROW_STRIDE, ROW_STRIDE);
  for (const column of [batch.instruments, batch.sequences, batch.positions]) rotate(column, place, last, 1);
  const moved = (row: number): number => (row === last ? place : row >= place ? row + 1 : row);
  for (const defect of batch.defects) {
    // A line lost before one of the rows that move up is told before it still, and so after the late row.
    if (defect.kind === 'cell') defect.row = moved(defect.row);
    else if (defect.row >= place) defect.row++;
  }
  sortDefects(batch.defects);
  sortTrades(batch.trades, moved);
}

function takeCellDefects(batch: SnapshotBatch, row: number): SourceDefect[] {
  return batch.defects.filter((defect) => defect.kind === 'cell' && defect.row === row);
}

/** Moves the `width` values at `last` to `place`, and those in between `width` places up. */
function rotate(values: Float64Array | Uint32Array, place: number, last: number, width: number): void {
  const kept = values.slice(last, last + width);
  values.copyWithin(place + width, place, last);
  values.set(kept, place);
}

function sortTrades(trades: TradeColumns, moved: (row: number) => number): void {
  const entries = Array.from({ length: trades.length }, (_, index) =>
    trades.values.slice(index * TRADE_STRIDE, (index + 1) * TRADE_STRIDE),
  );
  for (const entry of entries) entry[TRADE_ROW] = moved(entry[TRADE_ROW]);
  entries.sort((a, b) => a[TRADE_ROW] - b[TRADE_ROW]);
  entries.forEach((entry, index) => {
    trades.values.set(entry, index * TRADE_STRIDE);
  });
}

function keepTrades(trades: TradeColumns, places: ReadonlyMap<number, number>): void {
  const count = trades.length;
  trades.length = 0;
  for (let trade = 0; trade < count; trade++) {
    const place = places.get(tradeRow(trades, trade));
    if (place !== undefined) copyTrade(trades, trade, trades, place);
  }
}
