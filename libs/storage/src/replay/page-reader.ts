import { type SymbolTable } from '@genesis/market';
import { type PoolClient } from 'pg';
import { LAST_EXACT_MICROS } from '../copy/copy-binary.js';
import { readCopy } from '../copy/read-copy.js';
import { SnapshotDecoder } from '../copy/snapshot-decoder.js';
import { StallGuard } from '../copy/stall-guard.js';
import { TradeDecoder } from '../copy/trade-decoder.js';
import { type Database } from '../database.js';
import { timestampFromMicros } from '../timestamps.js';
import { type Page, type RowKey } from './page.js';
import { END_STATEMENT, rowsStatement, tradesStatement } from './page-statements.js';

/** Which rows are read. */
export interface RowSelection {
  /** Null: all of them. */
  readonly symbols: readonly string[] | null;
  readonly fromMicros: number;
  readonly toMicros: number;
}

/** Before every row of the same stamp: no symbol is shorter, no row id below 0. */
const BEFORE_ALL = { symbol: '', rowId: -1 } as const;

/**
 * Reads the selected rows page by page, each on a connection that is lent for that page only. The place
 * reached is the key of the last row, so that equal stamps are neither skipped nor doubled, wherever a page ends.
 */
export class PageReader {
  #reached: RowKey;
  #ended = false;
  #stopped = false;
  #guard: StallGuard | null = null;
  readonly #rowsStatement: string;
  readonly #tradesStatement: string;
  /** As the statements take them. */
  readonly #wanted: string | readonly string[] | null;

  constructor(
    readonly database: Database,
    readonly selection: RowSelection,
    readonly symbols: SymbolTable,
    readonly stallMs: number,
  ) {
    const count = selection.symbols?.length;
    const choice = count === undefined ? 'all' : count === 1 ? 'one' : 'some';
    this.#rowsStatement = rowsStatement(choice);
    this.#tradesStatement = tradesStatement(choice);
    this.#wanted = choice === 'one' ? (selection.symbols?.[0] ?? null) : selection.symbols;
    this.#reached = { tsMicros: Math.max(selection.fromMicros, -LAST_EXACT_MICROS), ...BEFORE_ALL };
  }

  /** Fills a page with the next rows; none where there are no more. @throws DatabaseAwayError */
  async read(page: Page): Promise<void> {
    page.clear();
    if (this.#ended || this.#stopped) return;
    await this.database.bulk((client) => this.#readOn(client, page));
    this.#ended = page.length < page.capacity;
    if (page.length > 0) this.#reached = page.key(page.length - 1);
  }

  /** Ends a reading under way, whatever the server does; its connection is given up. */
  stop(): void {
    this.#stopped = true;
    this.#guard?.cut('the replay was closed');
  }

  async #readOn(client: PoolClient, page: Page): Promise<void> {
    const guard = (this.#guard = new StallGuard(client, this.stallMs));
    guard.touch();
    try {
      if (this.#stopped) return;
      await this.#readRows(client, page, guard);
      if (page.length > 0) await this.#readTrades(client, page, guard);
    } finally {
      guard.stop();
      this.#guard = null;
    }
  }

  async #readRows(client: PoolClient, page: Page, guard: StallGuard): Promise<void> {
    const until = timestampFromMicros(Math.min(this.selection.toMicros, LAST_EXACT_MICROS));
    const end = this.database.timescale ? await this.#endOf(client, page, until) : until;
    const values = [...keyTexts(this.#reached), end, page.capacity, this.#wanted];
    guard.touch();
    const statement = await statementOf(client, this.#rowsStatement, values);
    guard.touch();
    const decoder = new SnapshotDecoder(this.symbols, page);
    this.#count(await readCopy(client, statement, decoder, guard));
  }

  /** The stamp that no row of the next page is later than. */
  async #endOf(client: PoolClient, page: Page, until: string): Promise<string> {
    const values = [...keyTexts(this.#reached), until, page.capacity, this.selection.symbols];
    const { rows } = await client.query<{ ts: number }>(END_STATEMENT, values);
    return rows.length === 0 ? until : timestampFromMicros(rows[0].ts);
  }

  async #readTrades(client: PoolClient, page: Page, guard: StallGuard): Promise<void> {
    const values = [...keyTexts(page.key(0)), ...keyTexts(page.key(page.length - 1)), this.#wanted];
    const statement = await statementOf(client, this.#tradesStatement, values);
    guard.touch();
    const decoder = new TradeDecoder(this.symbols, (trade, instrument) => page.attach(trade, instrument));
    this.#count(await readCopy(client, statement, decoder, guard));
  }

  #count(rows: number): void {
    this.database.copied.rowsOut += rows;
  }
}

function keyTexts({ tsMicros, symbol, rowId }: RowKey): [string, string, number] {
  return [timestampFromMicros(tsMicros), symbol, rowId];
}

/** A statement that PostgreSQL writes. */
async function statementOf(client: PoolClient, text: string, values: unknown[]): Promise<string> {
  const { rows } = await client.query<{ statement: string }>(text, values);
  return rows[0].statement;
}
