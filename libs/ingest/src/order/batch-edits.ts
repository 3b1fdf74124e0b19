import {
  copyTrade,
  ROW_STRIDE,
  type SnapshotBatch,
  type SourceDefect,
  TRADE_ROW,
  TRADE_STRIDE,
  type TradeColumns,
  tradeRow,
} from '@genesis/market';

/** Order in which defects are told: by row, and lines lost before a row before that row's own cells. */
export function sortDefects(defects: SourceDefect[]): void {
  defects.sort((a, b) => rankOf(a) - rankOf(b));
}

/** Puts a defect among sorted ones, after those of its own rank; cheap where its place is near the end. */
export function insertDefect(defects: SourceDefect[], defect: SourceDefect): void {
  defects.splice(firstFrom(defects, rankOf(defect) + 1), 0, defect);
}

/** Moves the last row, with its cell defects and trades, to the end of another batch. */
export function moveLastRow(from: SnapshotBatch, to: SnapshotBatch): void {
  const row = from.length - 1;
  const target = to.length;
  to.appendRow(from, row, from.instruments[row]);
  for (const defect of cellDefectsOf(from.defects, row)) to.defects.push({ ...defect, row: target });
  for (let trade = firstTradeFrom(from.trades, row); trade < from.trades.length; trade++) {
    copyTrade(from.trades, trade, to.trades, target);
  }
  truncateRows(from, row);
}

/** Takes rows from `length` on away, with their cell defects and trades; lines lost before them stay. */
export function truncateRows(batch: SnapshotBatch, length: number): void {
  batch.length = length;
  const { defects, trades } = batch;
  for (const defect of defects.splice(firstFrom(defects, 2 * length + 1))) {
    if (defect.kind === 'lost') defects.push(Object.assign(defect, { row: length }));
  }
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
  const { defects } = batch;
  const behind = defects.splice(firstFrom(defects, 2 * place));
  for (const defect of behind) {
    // A line lost before one of the rows that move up is told before it still, and so after the late row.
    if (defect.kind === 'cell') defect.row = moved(defect.row);
    else defect.row++;
  }
  sortDefects(behind);
  for (const defect of behind) defects.push(defect);
  sortTrades(batch.trades, place, moved);
}

/** The cell defects of the last row. */
function cellDefectsOf(defects: readonly SourceDefect[], row: number): SourceDefect[] {
  return defects.slice(firstFrom(defects, 2 * row + 1));
}

function rankOf(defect: SourceDefect): number {
  return 2 * defect.row + (defect.kind === 'cell' ? 1 : 0);
}

/** Index of the first of sorted defects whose rank is not below `rank`, looked for from the end. */
function firstFrom(defects: readonly SourceDefect[], rank: number): number {
  let index = defects.length;
  while (index > 0 && rankOf(defects[index - 1]) >= rank) index--;
  return index;
}

/** Moves the `width` values at `last` to `place`, and those in between `width` places up. */
function rotate(values: Float64Array | Uint32Array, place: number, last: number, width: number): void {
  const kept = values.slice(last, last + width);
  values.copyWithin(place + width, place, last);
  values.set(kept, place);
}

function sortTrades(trades: TradeColumns, place: number, moved: (row: number) => number): void {
  const first = firstTradeFrom(trades, place);
  const entries = Array.from({ length: trades.length - first }, (_, index) =>
    trades.values.slice((first + index) * TRADE_STRIDE, (first + index + 1) * TRADE_STRIDE),
  );
  for (const entry of entries) entry[TRADE_ROW] = moved(entry[TRADE_ROW]);
  entries.sort((a, b) => a[TRADE_ROW] - b[TRADE_ROW]);
  entries.forEach((entry, index) => {
    trades.values.set(entry, (first + index) * TRADE_STRIDE);
  });
}

/** Index of the first trade of row `row` or a later one, looked for from the end. */
function firstTradeFrom(trades: TradeColumns, row: number): number {
  let index = trades.length;
  while (index > 0 && tradeRow(trades, index - 1) >= row) index--;
  return index;
}

function keepTrades(trades: TradeColumns, places: ReadonlyMap<number, number>): void {
  const count = trades.length;
  trades.length = 0;
  for (let trade = 0; trade < count; trade++) {
    const place = places.get(tradeRow(trades, trade));
    if (place !== undefined) copyTrade(trades, trade, trades, place);
  }
}
