import { setImmediate as nextTurn } from 'node:timers/promises';
import { recordBook, RecordedBook } from '@genesis/evaluation';
import { UnusableInputError } from '@genesis/ingest';
import {
  MICROS_PER_SECOND,
  microsFromSeconds,
  ROW_STRIDE,
  secondsFromMicros,
  type TimeRange,
  TS,
} from '@genesis/market';
import { type Database, DatabaseSource } from '@genesis/storage';
import { ConflictException, Injectable } from '@nestjs/common';
import { SnapshotStore } from '../../analytics/snapshot-store.js';
import { EvidenceCollector } from '../../evidence/evidence-collector.js';
import { askDatabase } from '../../persistence/ask-database.js';
import { DatabaseService } from '../../persistence/database.service.js';
import { ReplayService } from '../../replay/replay.service.js';

/** Rows of one instrument that are tried at once: some 10 MB. */
export const MOST_PREVIEW_ROWS = 30_000;
/** What is copied or decoded between two turns of the event loop: a millisecond or two. */
const PAGE_ROWS = 512;
const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;

export interface WindowRequest {
  /** Epoch seconds. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly minutes: number;
}

export interface PreviewWindow {
  readonly book: RecordedBook;
  readonly keptIn: 'memory' | 'database';
}

/** Finds the rows that a preview is about. */
@Injectable()
export class PreviewRows {
  constructor(
    private readonly evidence: EvidenceCollector,
    private readonly snapshots: SnapshotStore,
    private readonly databases: DatabaseService,
    private readonly replay: ReplayService,
  ) {}

  /**
   * The rows of a window: from the database where they were replayed from it, or where memory does not reach; else
   * from memory.
   * @throws ConflictException where there are none, ServiceUnavailableException while the database is away
   */
  async read(symbol: string, request: WindowRequest): Promise<PreviewWindow> {
    const range = this.#range(symbol, request);
    const replayed = this.replay.state().mode === 'DB_REPLAY';
    const memory = replayed ? new RecordedBook(symbol) : await this.#fromMemory(symbol, range);
    if (!replayed && (this.#covers(memory, symbol, request) || this.databases.current() === null))
      return { book: filled(memory, symbol, range), keptIn: 'memory' };
    const stored = await askDatabase(this.databases, (database) => fromDatabase(database, symbol, range));
    if (stored.length === 0 && memory.length > 0) return { book: memory, keptIn: 'memory' };
    return { book: filled(stored, symbol, range), keptIn: 'database' };
  }

  /** Whether memory has all that was asked for by name. */
  #covers(memory: RecordedBook, symbol: string, { from = Infinity, to = -Infinity }: WindowRequest): boolean {
    const shownUntil = this.snapshots.latest(symbol)?.timestamp ?? -Infinity;
    return memory.length > 0 && secondsFromMicros(memory.tsAt(0)) <= from && shownUntil >= to;
  }

  #range(symbol: string, { from, to, minutes }: WindowRequest): Required<TimeRange> {
    const latest = to ?? this.snapshots.latest(symbol)?.timestamp;
    if (latest === undefined)
      throw new ConflictException([`no snapshot of ${symbol} was shown yet; say from and to`]);
    const toMicros = microsFromSeconds(latest);
    const fromMicros = from === undefined ? toMicros - minutes * MICROS_PER_MINUTE : microsFromSeconds(from);
    return { fromMicros, toMicros };
  }

  /**
   * A little at a time: the stream goes on in between. Rows in memory are as they came: those that are out of order, or
   * without a time, are left out.
   */
  async #fromMemory(symbol: string, range: Required<TimeRange>): Promise<RecordedBook> {
    const book = new RecordedBook(symbol);
    const newest = this.snapshots.latest(symbol)?.sequence ?? 0;
    for (let from = Math.max(1, newest - MOST_PREVIEW_ROWS + 1); from <= newest; from += PAGE_ROWS) {
      const to = Math.min(newest, from + PAGE_ROWS - 1);
      takeRows(book, this.evidence.recentRows(symbol, from, to), range);
      await nextTurn();
    }
    return book;
  }
}

function takeRows(
  book: RecordedBook,
  rows: Float64Array,
  { fromMicros, toMicros }: Required<TimeRange>,
): void {
  let latest = book.length === 0 ? fromMicros : book.tsAt(book.length - 1);
  for (let at = 0; at < rows.length; at += ROW_STRIDE) {
    const tsMicros = rows[at + TS];
    if (!(tsMicros >= latest && tsMicros <= toMicros)) continue;
    latest = tsMicros;
    book.push(rows, at, 0);
  }
}

async function fromDatabase(database: Database, symbol: string, range: TimeRange): Promise<RecordedBook> {
  const source = new DatabaseSource(database, { symbols: [symbol], batchRows: PAGE_ROWS });
  try {
    return await recordBook(source, { symbol, range, mostRows: MOST_PREVIEW_ROWS });
  } catch (error) {
    if (error instanceof UnusableInputError) return new RecordedBook(symbol);
    throw error;
  } finally {
    await source.close();
  }
}

/** @throws ConflictException for a book without rows */
function filled(
  book: RecordedBook,
  symbol: string,
  { fromMicros, toMicros }: Required<TimeRange>,
): RecordedBook {
  if (book.length > 0) return book;
  const [from, to] = [secondsFromMicros(fromMicros), secondsFromMicros(toMicros)];
  throw new ConflictException([`there are no rows of ${symbol} from ${from} to ${to} at hand`]);
}
