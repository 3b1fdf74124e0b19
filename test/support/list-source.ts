import { type SnapshotSource, type SourceDescription, type SourceProgress } from '@genesis/ingest';
import {
  ASK_PRICE,
  ASK_VOLUME,
  BID_PRICE,
  BID_VOLUME,
  LEVELS,
  ROW_STRIDE,
  SnapshotBatch,
  SymbolTable,
  type TimeRange,
  TS,
} from '@genesis/market';

export interface ListedRow {
  readonly symbol: string;
  readonly tsMicros: number;
}

export interface ListSourceOptions {
  readonly batchRows?: number;
  /** Called before each row is given; may throw. */
  readonly beforeRow?: (index: number) => void;
}

/** A source over rows in memory, all with the same plain book, that can be made to fail. */
export class ListSource implements SnapshotSource {
  opened = 0;
  closed = 0;
  readonly #table = new SymbolTable();

  constructor(
    private readonly rows: readonly ListedRow[],
    private readonly options: ListSourceOptions = {},
  ) {}

  describe(): Promise<SourceDescription> {
    return Promise.resolve({
      name: 'list',
      format: 'list',
      symbols: [...new Set(this.rows.map(({ symbol }) => symbol))],
      fromMicros: this.rows.at(0)?.tsMicros ?? null,
      toMicros: this.rows.at(-1)?.tsMicros ?? null,
    });
  }

  async *open(range: TimeRange = {}): AsyncGenerator<SnapshotBatch> {
    this.opened++;
    const { batchRows = 4, beforeRow } = this.options;
    const batch = new SnapshotBatch(batchRows, this.#table);
    const sequences = new Map<string, number>();
    for (const [index, row] of this.rows.entries()) {
      const sequence = (sequences.get(row.symbol) ?? 0) + 1;
      sequences.set(row.symbol, sequence);
      if (row.tsMicros < (range.fromMicros ?? -Infinity)) continue;
      if (batch.full) {
        yield batch;
        batch.clear();
      }
      beforeRow?.(index);
      appendBook(batch, row, sequence, index + 1);
    }
    await Promise.resolve();
    if (batch.length > 0) yield batch;
  }

  progress(): SourceProgress {
    return { bytesRead: 0, totalBytes: null };
  }

  close(): Promise<void> {
    this.closed++;
    return Promise.resolve();
  }
}

function appendBook(
  batch: SnapshotBatch,
  { symbol, tsMicros }: ListedRow,
  sequence: number,
  line: number,
): void {
  const row = batch.length++;
  const at = row * ROW_STRIDE;
  batch.rows[at + TS] = tsMicros;
  for (let level = 0; level < LEVELS; level++) {
    batch.rows[at + BID_PRICE + level] = 100 - level * 0.01;
    batch.rows[at + BID_VOLUME + level] = 100;
    batch.rows[at + ASK_PRICE + level] = 100.01 + level * 0.01;
    batch.rows[at + ASK_VOLUME + level] = 100;
  }
  batch.instruments[row] = batch.symbols.add(symbol);
  batch.sequences[row] = sequence;
  batch.positions[row] = line;
}
