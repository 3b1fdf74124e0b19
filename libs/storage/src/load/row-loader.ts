import { ROW_STRIDE, type SnapshotBatch, TS } from '@genesis/market';
import { type PoolClient } from 'pg';
import { CopyWriter } from '../copy/copy-writer.js';
import { SNAPSHOT_COLUMNS, TRADE_COLUMNS } from '../copy/snapshot-columns.js';
import { encodeSnapshot, snapshotRoom } from '../copy/snapshot-encoder.js';
import { StallGuard } from '../copy/stall-guard.js';
import { SymbolBytes } from '../copy/symbol-bytes.js';
import { type LoadTarget } from '../load-table.js';
import { type LoadedSymbol } from './load-request.js';
import { type RejectedLine } from './rejected-line.js';
import { RowCheck } from './row-check.js';
import { rowIdsOf } from './row-ids.js';
import { SymbolTallies } from './symbol-tallies.js';
import { TradeStore } from './trade-store.js';

/** A server that takes nothing for so long counts as away; a checkpoint on a slow disk may hold it up. */
const STALL_MS = 60_000;
const COPY_TRADES = `COPY l2_trades (${TRADE_COLUMNS.join(', ')}) FROM STDIN (FORMAT binary)`;

/** What belongs to the one symbol table of a source. */
interface SymbolParts {
  readonly bytes: SymbolBytes;
  readonly trades: TradeStore;
}

/**
 * Writes the batches of a source into the two tables on one connection, as they came and without those rows that
 * validation keeps out. Whoever calls it has begun a transaction.
 */
export class RowLoader {
  rows = 0;
  readonly check = new RowCheck();
  readonly #firstRowId: number;
  readonly #tallies = new SymbolTallies();
  readonly #snapshots: CopyWriter;
  readonly #trades: CopyWriter;
  #parts: SymbolParts | null = null;

  /** @param target where the snapshots go, see `createLoadTable` */
  constructor(client: PoolClient, loadId: number, target: LoadTarget) {
    const guard = new StallGuard(client, STALL_MS);
    this.#firstRowId = rowIdsOf(loadId).first;
    this.#snapshots = new CopyWriter(client, copySnapshots(target), guard);
    this.#trades = new CopyWriter(client, COPY_TRADES, guard);
  }

  get trades(): number {
    return this.#parts?.trades.count ?? 0;
  }

  get tradesLeft(): number {
    return this.#parts?.trades.left ?? 0;
  }

  symbols(): LoadedSymbol[] {
    return this.#parts === null ? [] : this.#tallies.list(this.#parts.bytes.symbols);
  }

  /** @returns the lines of the batch that are not loaded @throws what the server says */
  async add(batch: SnapshotBatch): Promise<readonly RejectedLine[]> {
    const parts = (this.#parts ??= this.#begin(batch));
    this.check.begin(batch);
    parts.trades.beginBatch();
    for (let row = this.#encode(batch, 0, parts); row < batch.length; row = this.#encode(batch, row, parts))
      await this.#snapshots.flush();
    const rejected = this.check.end(batch);
    if (parts.trades.full) {
      await this.#snapshots.end();
      await this.#storeTrades(parts.trades);
      this.#snapshots.begin();
    }
    return rejected;
  }

  /** Both tables have everything after it. @throws what the server says */
  async finish(): Promise<void> {
    if (this.#parts === null) return;
    await this.#snapshots.end();
    if (this.trades > 0) await this.#storeTrades(this.#parts.trades);
  }

  #begin({ symbols }: SnapshotBatch): SymbolParts {
    this.#snapshots.begin();
    return { bytes: new SymbolBytes(symbols), trades: new TradeStore(symbols) };
  }

  async #storeTrades(trades: TradeStore): Promise<void> {
    this.#trades.begin();
    await trades.writeTo(this.#trades);
    await this.#trades.end();
  }

  /** Goes on until the rows are used up or the chunk is full. @returns the row reached */
  #encode(batch: SnapshotBatch, start: number, { bytes, trades }: SymbolParts): number {
    const { chunk } = this.#snapshots;
    const { rows, instruments, length } = batch;
    for (let row = start; row < length; row++) {
      const instrument = instruments[row];
      const symbol = bytes.at(instrument);
      if (!chunk.hasRoomFor(snapshotRoom(symbol))) return row;
      const before = chunk.at;
      const rowId = this.#firstRowId + this.rows;
      const tsMicros = rows[row * ROW_STRIDE + TS];
      // Before validation, which repairs the row in place: what came is what is stored.
      encodeSnapshot(rows, row, symbol, rowId, chunk);
      if (this.check.passes(batch, row)) {
        this.rows++;
        this.#tallies.add(instrument, tsMicros);
        trades.store(batch.trades, row, instrument, tsMicros, rowId);
      } else {
        chunk.at = before;
        trades.hold(batch.trades, row, instrument);
      }
    }
    return length;
  }
}

/** Rows of a table that nobody knows yet are frozen as they are written: no reader has to mark them as committed later. */
function copySnapshots({ table, isNew }: LoadTarget): string {
  return `COPY ${table} (${SNAPSHOT_COLUMNS.join(', ')}) FROM STDIN (FORMAT binary${isNew ? ', FREEZE' : ''})`;
}
