import {
  ASK_PRICE,
  ASK_VOLUME,
  BID_PRICE,
  BID_VOLUME,
  COLUMN_NAMES,
  LEVELS,
  ROW_STRIDE,
  type SnapshotBatch,
  TS,
} from '@genesis/market';
import { cutText } from '../bytes/cut-text.js';
import { type LineReader } from '../bytes/line-reader.js';
import { parseSeconds } from '../bytes/parse-stamp.js';
import { clearLevelsFrom, isPrice } from '../table/absent-levels.js';
import { type ColumnPlan, notedAs, planColumns } from '../table/column-plan.js';
import { badStamp, type LineFault, miscount, unusableLine } from '../table/line-fault.js';
import { LineScanner } from '../table/line-scanner.js';
import { lineText, lostRow } from '../table/lost-row.js';

/** Prices count ten-thousandths of a dollar. */
const PRICE_DECIMALS = 4;
/** Stands, with either sign and size 0, for a level that is not there: 9999999999 / 10000. */
const PLACEHOLDER_PRICE = 999_999.9999;
const MICROS_PER_DAY = 86_400_000_000;
const VISIBLE_EXECUTION = 4;
const HIDDEN_EXECUTION = 5;

const TIME_NOTE = 0;
/** A message's numbers are scanned into these places of a scratch row. */
const TYPE = BID_VOLUME;
const SIZE = BID_VOLUME + 1;
const PRICE = BID_PRICE;
const DIRECTION = BID_VOLUME + 2;
const MESSAGE_NAMES = ['time', 'type', 'order_id', 'size', 'price', 'direction'];
const MESSAGE_TARGETS: ReadonlyMap<string, number> = new Map([
  ['time', notedAs(TIME_NOTE)],
  ['type', TYPE],
  ['size', SIZE],
  ['price', PRICE],
  ['direction', DIRECTION],
]);

/**
 * Makes one snapshot of a message and the book after it. Messages of type 4 and 5 (visible and hidden
 * executions) are trades as well; their direction is the resting order's, so the aggressor is the other side.
 * A halt (type 7) repeats the book and gives a row like any other. Layout: LOBSTER's "Output" reference.
 */
export class LobsterDecoder {
  readonly #message: LineScanner;
  readonly #book: LineScanner;
  readonly #levels: number;
  readonly #scratch = new Float64Array(ROW_STRIDE);

  /**
   * @param messageFields fields of a message line, 6 (or 7: newer files name the market participant)
   * @param bookFields fields of a book line, four a level
   */
  constructor(
    messageFields: number,
    bookFields: number,
    readonly instrument: number,
    readonly midnightMicros: number,
  ) {
    const names = Array.from({ length: messageFields }, (_, at) => MESSAGE_NAMES[at] ?? `field_${at + 1}`);
    this.#message = new LineScanner(planColumns(names, MESSAGE_TARGETS, pricesOnly));
    this.#book = new LineScanner(bookPlan(bookFields));
    this.#levels = Math.min(LEVELS, bookFields / 4);
  }

  /** Takes a line of each file and appends the row they give, or a lost one. */
  decode(messages: LineReader, books: LineReader, batch: SnapshotBatch): void {
    const message = messages.pos;
    const book = books.pos;
    messages.pos = this.#message.scan(messages.bytes, message, this.#scratch, 0);
    books.pos = this.#book.scan(books.bytes, book, batch.rows, batch.length * ROW_STRIDE);
    const line = ++books.line;
    messages.line++;
    const ts = this.#stampMicros(messages.bytes);
    const fault = this.#messageFault(messages.bytes, message, ts) ?? this.#bookFault(books.bytes, book);
    if (fault === null) this.#append(ts, line, batch);
    else this.#lose(fault, ts, line, batch);
  }

  #append(ts: number, line: number, batch: SnapshotBatch): void {
    this.#appendTrade(ts, batch);
    const row = batch.length++;
    const base = row * ROW_STRIDE;
    batch.rows[base + TS] = ts;
    markPlaceholdersAbsent(batch.rows, base + BID_PRICE, base + BID_VOLUME);
    markPlaceholdersAbsent(batch.rows, base + ASK_PRICE, base + ASK_VOLUME);
    if (this.#levels < LEVELS) clearLevelsFrom(this.#levels, batch.rows, base);
    batch.instruments[row] = this.instrument;
    batch.positions[row] = line;
    for (const { target, code, text } of this.#book.oddCells) {
      batch.defects.push({ kind: 'cell', row, code, column: COLUMN_NAMES[target], text: cutText(text) });
    }
  }

  #appendTrade(ts: number, batch: SnapshotBatch): void {
    const type = this.#scratch[TYPE];
    if (type !== VISIBLE_EXECUTION && type !== HIDDEN_EXECUTION) return;
    batch.trades.push(batch.length, ts, this.#scratch[PRICE], this.#scratch[SIZE], -this.#scratch[DIRECTION]);
  }

  /** NaN where the time is not one of the day. */
  #stampMicros(bytes: Buffer): number {
    const { noted } = this.#message;
    const micros = parseSeconds(bytes, noted[2 * TIME_NOTE], noted[2 * TIME_NOTE + 1]);
    return micros < MICROS_PER_DAY ? this.midnightMicros + micros : NaN;
  }

  #messageFault(bytes: Buffer, start: number, ts: number): LineFault | null {
    const planned = this.#message.plan.targets.length;
    const came = this.#message.fieldCount;
    if (came !== planned)
      return unusableLine(`${came} message fields came, expected ${planned}`, bytes, start);
    if (Number.isNaN(ts))
      return badStamp(this.#message.notedText(bytes, TIME_NOTE), 'seconds after midnight');
    if (this.#message.oddCells.length === 0) return null;
    return unusableLine('a message whose type, size, price or direction is no number', bytes, start);
  }

  #bookFault(bytes: Buffer, start: number): LineFault | null {
    const { plan, fieldCount } = this.#book;
    return fieldCount === plan.targets.length ? null : miscount(plan, fieldCount, lineText(bytes, start));
  }

  #lose(fault: LineFault, ts: number, line: number, batch: SnapshotBatch): void {
    const symbol = batch.symbols.symbolAt(this.instrument);
    batch.defects.push(lostRow({ row: batch.length, position: line, symbol, tsMicros: ts, ...fault }));
  }
}

/** Ask price, ask size, bid price, bid size, level by level; levels beyond the tenth are skipped. */
function bookPlan(fields: number): ColumnPlan {
  const names = Array.from({ length: fields }, (_, at) => {
    const column = ['ask_price', 'ask_volume', 'bid_price', 'bid_volume'][at % 4];
    return `${column}_${Math.floor(at / 4) + 1}`;
  });
  const targets = new Map(COLUMN_NAMES.map((name, slot) => [name, slot]));
  return planColumns(names, targets, pricesOnly);
}

function pricesOnly(target: number): number {
  return isPrice(target) ? PRICE_DECIMALS : 0;
}

function markPlaceholdersAbsent(rows: Float64Array, prices: number, volumes: number): void {
  for (let level = 0; level < LEVELS; level++) {
    if (rows[volumes + level] === 0 && Math.abs(rows[prices + level]) === PLACEHOLDER_PRICE)
      rows[prices + level] = NaN;
  }
}
