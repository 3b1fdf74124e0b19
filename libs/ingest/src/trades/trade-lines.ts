import { ASK_PRICE, BID_PRICE, ROW_STRIDE, TS } from '@genesis/market';
import { FileChunks } from '../bytes/file-chunks.js';
import { LineReader } from '../bytes/line-reader.js';
import { fileHead } from '../file-head.js';
import { planHeader } from '../formats/header-plan.js';
import { notedAs } from '../table/column-plan.js';
import { LineScanner } from '../table/line-scanner.js';
import { lineText } from '../table/lost-row.js';
import { UnusableInputError } from '../unusable-input.error.js';
import { type ReadTrade } from './trade-queue.js';

/** What a line of a trades file must be. */
export const TRADE_LINE = 'ts,side (buy, sell, bid, ask, b or s),price,size with price and size above 0';

const SIDE_NOTE = 0;
/** A trade's two numbers are scanned into these places of a scratch row. */
const PRICE = BID_PRICE;
const SIZE = ASK_PRICE;
const COLUMNS: ReadonlyMap<string, number> = new Map([
  ['ts', TS],
  ['side', notedAs(SIDE_NOTE)],
  ['price', PRICE],
  ['size', SIZE],
]);
/** Words for the aggressor's side, in lower case. */
const AGGRESSORS: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['buy', 1],
  ['bid', 1],
  ['s', -1],
  ['sell', -1],
  ['ask', -1],
]);
/** So many lines from the first on that are no trades say that the file is something else. */
const BAD_LINES_AT_START = 100;

/** A line that is no trade. */
export interface BadTradeLine {
  readonly line: number;
  readonly text: string;
}

/** The lines of a trades file, one by one. */
export class TradeLines {
  readonly #reader: LineReader;
  readonly #scratch = new Float64Array(ROW_STRIDE);
  #scanner: LineScanner | null = null;
  /** Bad lines before the first trade; -1 once one was found. */
  #badAtStart = 0;

  constructor(readonly path: string) {
    this.#reader = new LineReader(new FileChunks(path));
  }

  /** Reads the header. @throws UnusableInputError where it is not usable */
  async start(): Promise<void> {
    if (this.#scanner !== null) return;
    const head = fileHead(this.path, (await this.#reader.nextLine()) ?? '', null);
    this.#scanner = new LineScanner(planHeader(head, COLUMNS));
  }

  /** Whether lines are at hand, without waiting. */
  get ready(): boolean {
    return !this.#reader.exhausted;
  }

  /** Waits for more lines; false at the end of the file. */
  async refill(): Promise<boolean> {
    return this.#reader.refill();
  }

  /**
   * Takes the next line at hand; null for an empty one.
   * @throws UnusableInputError where none of the first hundred lines is a trade
   */
  next(): ReadTrade | BadTradeLine | null {
    const reader = this.#reader;
    if (reader.overlongBytes > 0) {
      const { text } = reader.takeOverlong();
      this.#countBad(reader.line);
      return { line: reader.line, text };
    }
    const scanner = this.#scanner!;
    const start = reader.pos;
    const line = ++reader.line;
    reader.pos = scanner.scan(reader.bytes, start, this.#scratch, 0);
    const text = lineText(reader.bytes, start);
    const trade = this.#tradeOf(scanner, line, text);
    if (trade !== null) this.#badAtStart = -1;
    else if (text !== '') this.#countBad(line);
    return trade ?? (text === '' ? null : { line, text });
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }

  #tradeOf(scanner: LineScanner, line: number, text: string): ReadTrade | null {
    const { stampMicros: tsMicros, fieldCount, plan, oddCells } = scanner;
    if (fieldCount !== plan.targets.length || Number.isNaN(tsMicros) || oddCells.length > 0) return null;
    const aggressor = AGGRESSORS.get(scanner.notedText(this.#reader.bytes, SIDE_NOTE).toLowerCase());
    const [price, size] = [this.#scratch[PRICE], this.#scratch[SIZE]];
    if (aggressor === undefined || !(price > 0) || !(size > 0)) return null;
    return { tsMicros, price, size, aggressor, line, text };
  }

  #countBad(line: number): void {
    if (this.#badAtStart < 0 || ++this.#badAtStart < BAD_LINES_AT_START) return;
    const problem = `none of the first ${BAD_LINES_AT_START} lines is a trade, expected ${TRADE_LINE}`;
    throw new UnusableInputError(this.path, line, problem);
  }
}
