import { type SnapshotSource, type SourceDescription, type SourceProgress } from '@genesis/ingest';
import { copyTrade, ROW_STRIDE, SnapshotBatch, type TimeRange, tradeRow, TS } from '@genesis/market';

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
    const { trades } = this.batch;
    let end = from;
    while (end < trades.length && tradeRow(trades, end) <= row) end++;
    return end;
  }

  #appendTrades(out: SnapshotBatch, from: number, to: number): void {
    for (let trade = from; trade < to; trade++) copyTrade(this.batch.trades, trade, out.trades, out.length);
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
    for (let trade = 0; trade < batch.trades.length; trade++) {
      const place = places.get(tradeRow(batch.trades, trade));
      if (place !== undefined) copyTrade(batch.trades, trade, kept.trades, place);
    }
  }
  if (kept === null) throw new Error('the source is empty');
  return kept;
}
