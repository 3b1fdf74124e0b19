import { setImmediate as nextTurn } from 'node:timers/promises';
import { type SnapshotSource, type SourceDescription, type SourceProgress } from '@genesis/ingest';
import { DEFAULT_BATCH_ROWS, ROW_STRIDE, SnapshotBatch, SymbolTable, type TimeRange } from '@genesis/market';
import { describeConnection } from '../connection-settings.js';
import { type Database } from '../database.js';
import { countRowsBefore } from './count-rows-before.js';
import { describeRows } from './describe-rows.js';
import { PageReader, type RowSelection } from './page-reader.js';
import { ReadAhead } from './read-ahead.js';
import { SequenceCounts } from './sequence-counts.js';

/** Rows fetched at once: some 25 ms of work, 2.7 MB. */
const PAGE_ROWS = 8_192;
const STALL_MS = 10_000;
const BYTES_PER_ROW = ROW_STRIDE * Float64Array.BYTES_PER_ELEMENT;

export interface DatabaseSourceOptions extends TimeRange {
  /** Only these; all when left out. */
  readonly symbols?: readonly string[] | undefined;
  /** Rows in a batch, at least 1. */
  readonly batchRows?: number | undefined;
  /** A server that says nothing for so long counts as away. */
  readonly stallMs?: number | undefined;
  /** Where symbols get their numbers: that of another source, to go on where that one broke off. */
  readonly symbolTable?: SymbolTable | undefined;
}

/** An iteration under way. */
interface Opening {
  readonly ahead: ReadAhead;
  readonly closing: AbortController;
}

/**
 * The rows of `l2_orderbook` as a source, ordered by stamp, symbol and row id, with the trades that each row had
 * when it was loaded. A row's sequence number is its place among its symbol's rows from the beginning of the
 * table, whatever the range, and a symbol has one number in all openings: who keeps state by it can go on after a
 * failure. Rows that come while it runs may be missed. Between two pages no connection is held, so that a replay may
 * pause for hours. Stamps beyond the year 2255 (`infinity` among them) are not given.
 */
export class DatabaseSource implements SnapshotSource {
  readonly #selection: RowSelection;
  readonly #batchRows: number;
  readonly #stallMs: number;
  readonly #symbols: SymbolTable;
  readonly #open = new Set<Opening>();
  /** Rows given by the iteration opened last. */
  #rows = 0;

  /** @throws RangeError for an option out of its bounds */
  constructor(
    readonly database: Database,
    options: DatabaseSourceOptions = {},
  ) {
    const { symbols = null, fromMicros = -Infinity, toMicros = Infinity } = options;
    const { batchRows = DEFAULT_BATCH_ROWS, stallMs = STALL_MS } = options;
    if (symbols?.length === 0)
      throw new RangeError('no symbols are given, expected at least one or none named');
    if (!Number.isInteger(batchRows) || batchRows < 1)
      throw new RangeError(`batchRows is ${batchRows}, allowed: a whole number from 1 on`);
    if (!(stallMs > 0 && stallMs < 2 ** 31))
      throw new RangeError(`stallMs is ${stallMs}, allowed: milliseconds above 0 and below 2^31`);
    this.#selection = { symbols, fromMicros, toMicros };
    this.#batchRows = batchRows;
    this.#stallMs = stallMs;
    this.#symbols = options.symbolTable ?? new SymbolTable();
  }

  /** @throws DatabaseAwayError */
  async describe(): Promise<SourceDescription> {
    const spans = await describeRows(this.database, this.#selection, this.#stallMs);
    return {
      name: `PostgreSQL at ${describeConnection(this.database.connection)}`,
      format: 'postgresql',
      symbols: spans.map(({ symbol }) => symbol),
      fromMicros: spans.length === 0 ? null : Math.min(...spans.map(({ fromMicros }) => fromMicros)),
      toMicros: spans.length === 0 ? null : Math.max(...spans.map(({ toMicros }) => toMicros)),
    };
  }

  /** @throws DatabaseAwayError before the first batch or in the middle; what came until then is whole */
  async *open(range: TimeRange = {}): AsyncGenerator<SnapshotBatch, void, void> {
    const selection = within(this.#selection, range);
    this.#rows = 0;
    if (selection.fromMicros > selection.toMicros) return;
    const reader = new PageReader(this.database, selection, this.#symbols, this.#stallMs);
    const ahead = new ReadAhead(reader, Math.max(PAGE_ROWS, this.#batchRows), this.#symbols);
    const opening: Opening = { ahead, closing: new AbortController() };
    this.#open.add(opening);
    try {
      yield* this.#batches(opening, selection);
    } catch (error) {
      if (!opening.closing.signal.aborted) throw error;
    } finally {
      this.#open.delete(opening);
      await ahead.stop();
    }
  }

  progress(): SourceProgress {
    return { bytesRead: this.#rows * BYTES_PER_ROW, totalBytes: null };
  }

  async close(): Promise<void> {
    const open = [...this.#open];
    this.#open.clear();
    for (const { closing } of open) closing.abort();
    await Promise.all(open.map(({ ahead }) => ahead.stop()));
  }

  async *#batches(opening: Opening, selection: RowSelection): AsyncGenerator<SnapshotBatch, void, void> {
    const batch = new SnapshotBatch(this.#batchRows, this.#symbols);
    const { signal } = opening.closing;
    let page = await opening.ahead.next();
    const before = page.length > 0 ? await this.#rowsBefore(selection, signal) : new Map<string, number>();
    const counts = new SequenceCounts(this.#symbols, before);
    while (page.length > 0) {
      while (!page.used && !signal.aborted) {
        page.fill(batch);
        counts.number(batch);
        this.#rows += batch.length;
        yield batch;
        // Ready batches do not wait for anything: the connection, timers and sockets get their turn here.
        await nextTurn();
      }
      if (signal.aborted) return;
      page = await opening.ahead.next();
    }
  }

  /** Symbols that have rows before the range only are not of it, and do not get into its table of symbols. */
  async #rowsBefore(
    { fromMicros, symbols }: RowSelection,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, number>> {
    if (fromMicros === -Infinity) return new Map();
    return countRowsBefore(this.database, fromMicros, symbols, signal);
  }
}

/** The part of a selection that lies in a range. */
function within(
  selection: RowSelection,
  { fromMicros = -Infinity, toMicros = Infinity }: TimeRange,
): RowSelection {
  return {
    symbols: selection.symbols,
    fromMicros: Math.max(selection.fromMicros, fromMicros),
    toMicros: Math.min(selection.toMicros, toMicros),
  };
}
