import { type SnapshotSource, type SourceDescription, type SourceProgress } from '@genesis/ingest';
import {
  ROW_STRIDE,
  SnapshotBatch,
  type TimeRange,
  TRADE_AGGRESSOR,
  TRADE_PRICE,
  TRADE_ROW,
  TRADE_SIZE,
  TRADE_STRIDE,
  TRADE_TS,
  TS,
} from '@genesis/market';

/** A source over one batch in memory, given out in small batches of its own. */
export class BatchSource implements SnapshotSource {
  closed = 0;

  constructor(
    readonly batch: SnapshotBatch,
    private readonly batchRows = 64,
  ) {}

  describe(): Promise<SourceDescription> {
    return Promise.resolve({
      name: 'batch',
      format: 'batch',
      symbols: this.batch.symbols.all(),
      fromMicros: null,
      toMicros: null,
    });
  }

  async *open({
    fromMicros = -Infinity,
    toMicros = Infinity,
  }: TimeRange = {}): AsyncGenerator<SnapshotBatch> {
    await Promise.resolve();
    const out = new SnapshotBatch(this.batchRows, this.batch.symbols);
    let trade = 0;
    for (let row = 0; row < this.batch.length; row++) {
      const tsMicros = this.batch.rows[row * ROW_STRIDE + TS];
      const tradesEnd = this.#tradesEnd(trade, row);
      const [tradesFrom, inRange] = [trade, tsMicros >= fromMicros && tsMicros <= toMicros];
      trade = tradesEnd;
      if (!inRange) continue;
      if (out.full) {
        yield out;
        out.clear();
      }
      this.#appendTrades(out, tradesFrom, tradesEnd);
      out.appendRow(this.batch, row, this.batch.instruments[row]);
    }
    if (out.length > 0) yield out;
  }

  progress(): SourceProgress {
    return { bytesRead: 0, totalBytes: null };
  }

  close(): Promise<void> {
    this.closed++;
    return Promise.resolve();
  }

  /** Where the trades of a row end that begin at trade `from`. */
  #tradesEnd(from: number, row: number): number {
    const { values, length } = this.batch.trades;
    let end = from;
    while (end < length && values[end * TRADE_STRIDE + TRADE_ROW] <= row) end++;
    return end;
  }

  #appendTrades(out: SnapshotBatch, from: number, to: number): void {
    const { values } = this.batch.trades;
    for (let at = from * TRADE_STRIDE; at < to * TRADE_STRIDE; at += TRADE_STRIDE) {
      out.trades.push(
        out.length,
        values[at + TRADE_TS],
        values[at + TRADE_PRICE],
        values[at + TRADE_SIZE],
        values[at + TRADE_AGGRESSOR],
      );
    }
  }
}

/** The rows of one symbol of a source, all of them in one batch, to be kept and changed. */
export async function rowsOfSymbol(
  source: SnapshotSource,
  symbol: string,
  capacity: number,
): Promise<SnapshotBatch> {
  let kept: SnapshotBatch | null = null;
  for await (const batch of source.open()) {
    kept ??= new SnapshotBatch(capacity, batch.symbols);
    const places = new Map<number, number>();
    for (let row = 0; row < batch.length; row++) {
      if (batch.symbols.symbolAt(batch.instruments[row]) !== symbol) continue;
      places.set(row, kept.length);
      kept.appendRow(batch, row, batch.instruments[row]);
    }
    copyTrades(batch, kept, places);
  }
  if (kept === null) throw new Error('the source is empty');
  return kept;
}

function copyTrades(from: SnapshotBatch, to: SnapshotBatch, places: ReadonlyMap<number, number>): void {
  const { values, length } = from.trades;
  for (let at = 0; at < length * TRADE_STRIDE; at += TRADE_STRIDE) {
    const row = places.get(values[at + TRADE_ROW]);
    if (row === undefined) continue;
    to.trades.push(
      row,
      values[at + TRADE_TS],
      values[at + TRADE_PRICE],
      values[at + TRADE_SIZE],
      values[at + TRADE_AGGRESSOR],
    );
  }
}
