import {
  ROW_STRIDE,
  type SnapshotBatch,
  type SymbolTable,
  TRADE_AGGRESSOR,
  TRADE_PRICE,
  TRADE_ROW,
  TRADE_SIZE,
  TRADE_STRIDE,
  TRADE_TS,
  TS,
} from '@genesis/market';

/** Rows of one instrument, oldest first, with their trades (`TRADE_STRIDE` doubles each; their row is an index here). */
export interface RecordedRows {
  readonly symbol: string;
  readonly rows: Float64Array<ArrayBuffer>;
  readonly trades: Float64Array<ArrayBuffer>;
}

const NONE = -1;

/**
 * The newest rows and trades of one instrument out of a live stream, in two buffers of fixed size, oldest overwritten first;
 * recording allocates nothing. Where trades ran out of room, rows that lack some of theirs are left out as well.
 */
export class RollingRecording {
  readonly #rows: Float64Array;
  readonly #trades: Float64Array;
  #symbols: SymbolTable | null = null;
  #instrument = NONE;
  #symbol: string | null = null;
  /** Rows and trades recorded since the beginning: number n stands in place n modulo `capacity`. */
  #rowCount = 0;
  #tradeCount = 0;
  /** Number of the newest row of which a trade was overwritten. */
  #brokenRow = NONE;
  /** The next trade of the batch that is being recorded. */
  #cursor = 0;

  /** Takes `capacity` × 368 bytes. */
  constructor(readonly capacity: number) {
    this.#rows = new Float64Array(capacity * ROW_STRIDE);
    this.#trades = new Float64Array(capacity * TRADE_STRIDE);
  }

  /** The instrument that is recorded; null while none is chosen. */
  get symbol(): string | null {
    return this.#symbol;
  }

  get length(): number {
    return this.#rowCount - this.#firstRow();
  }

  /** Event time from the oldest to the newest row, microseconds; 0 without rows. */
  get spanMicros(): number {
    return this.length === 0 ? 0 : this.#tsOf(this.#rowCount - 1) - this.#tsOf(this.#firstRow());
  }

  /** Rows recorded since the instrument was chosen or the recording was cleared, overwritten ones included. */
  get recorded(): number {
    return this.#rowCount;
  }

  /** Chooses an instrument; what was recorded is forgotten. */
  follow(symbol: string): void {
    this.#symbol = symbol;
    this.clear();
  }

  /** The stream jumped: rows before it do not join those after it. */
  clear(): void {
    this.#rowCount = 0;
    this.#tradeCount = 0;
    this.#brokenRow = NONE;
    this.#symbols = null;
  }

  /** Takes rows `from` up to (not including) `to`; slices of one batch come in order. */
  record(batch: SnapshotBatch, from: number, to: number): void {
    if (this.#symbol === null) return;
    if (batch.symbols !== this.#symbols) this.clear();
    this.#symbols = batch.symbols;
    this.#instrument = batch.symbols.indexOf(this.#symbol);
    if (from === 0) this.#cursor = 0;
    for (let row = from; row < to; row++) {
      const mine = batch.instruments[row] === this.#instrument;
      this.#passTrades(batch, row, mine);
      if (mine) this.#takeRow(batch.rows, row);
    }
  }

  /** A copy of what is recorded; null while no instrument is chosen. */
  copy(): RecordedRows | null {
    if (this.#symbol === null) return null;
    const first = this.#firstRow();
    const rows = unrolled(this.#rows, first, this.#rowCount, ROW_STRIDE);
    const trades = unrolled(this.#trades, this.#firstTradeOf(first), this.#tradeCount, TRADE_STRIDE);
    for (let at = TRADE_ROW; at < trades.length; at += TRADE_STRIDE) trades[at] -= first;
    return { symbol: this.#symbol, rows, trades };
  }

  #takeRow(rows: Float64Array, row: number): void {
    const from = row * ROW_STRIDE;
    const to = (this.#rowCount++ % this.capacity) * ROW_STRIDE;
    for (let i = 0; i < ROW_STRIDE; i++) this.#rows[to + i] = rows[from + i];
  }

  #passTrades({ trades: { values, length } }: SnapshotBatch, row: number, mine: boolean): void {
    for (; this.#cursor < length && values[this.#cursor * TRADE_STRIDE + TRADE_ROW] <= row; this.#cursor++) {
      if (mine) this.#takeTrade(values, this.#cursor * TRADE_STRIDE);
    }
  }

  #takeTrade(values: Float64Array, from: number): void {
    const to = (this.#tradeCount % this.capacity) * TRADE_STRIDE;
    if (this.#tradeCount++ >= this.capacity) this.#brokenRow = this.#trades[to + TRADE_ROW];
    this.#trades[to + TRADE_ROW] = this.#rowCount;
    this.#trades[to + TRADE_TS] = values[from + TRADE_TS];
    this.#trades[to + TRADE_PRICE] = values[from + TRADE_PRICE];
    this.#trades[to + TRADE_SIZE] = values[from + TRADE_SIZE];
    this.#trades[to + TRADE_AGGRESSOR] = values[from + TRADE_AGGRESSOR];
  }

  /** Number of the oldest row that is here with all its trades. */
  #firstRow(): number {
    return Math.max(0, this.#rowCount - this.capacity, this.#brokenRow + 1);
  }

  #firstTradeOf(row: number): number {
    let trade = Math.max(0, this.#tradeCount - this.capacity);
    while (trade < this.#tradeCount && this.#rowOfTrade(trade) < row) trade++;
    return trade;
  }

  #rowOfTrade(number: number): number {
    return this.#trades[(number % this.capacity) * TRADE_STRIDE + TRADE_ROW];
  }

  #tsOf(number: number): number {
    return this.#rows[(number % this.capacity) * ROW_STRIDE + TS];
  }
}

/** Entries number `from` up to (not including) `to` of a ring, in order. */
function unrolled(ring: Float64Array, from: number, to: number, stride: number): Float64Array<ArrayBuffer> {
  const capacity = ring.length / stride;
  const out = new Float64Array((to - from) * stride);
  const place = from % capacity;
  const run = Math.min(to - from, capacity - place);
  out.set(ring.subarray(place * stride, (place + run) * stride));
  out.set(ring.subarray(0, (to - from - run) * stride), run * stride);
  return out;
}
