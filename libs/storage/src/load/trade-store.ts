import {
  type SymbolTable,
  TRADE_AGGRESSOR,
  TRADE_PRICE,
  TRADE_ROW,
  TRADE_SIZE,
  TRADE_STRIDE,
  TRADE_TS,
  type TradeColumns,
} from '@genesis/market';
import { CopyChunk, CHUNK_BYTES } from '../copy/copy-chunk.js';
import { type CopyWriter } from '../copy/copy-writer.js';
import { SymbolBytes } from '../copy/symbol-bytes.js';
import { encodeTrade, tradeRoom } from '../copy/trade-encoder.js';

/** So many chunks of trades wait at most before they are to be written: 8 MB, about 85,000 trades. */
const MOST_CHUNKS = 64;

type HeldTrade = readonly [tsMicros: number, price: number, size: number, aggressor: number];

/**
 * The trades of a load while its snapshots are on their way: a connection takes one COPY at a time, so they wait,
 * encoded. Those of a row that is not loaded go to the next row of its symbol that is, as the pipeline
 * shows them.
 */
export class TradeStore {
  /** Trades that have their row. */
  count = 0;
  readonly #symbolBytes: SymbolBytes;
  readonly #full: CopyChunk[] = [];
  #chunk = new CopyChunk();
  /** By instrument. */
  readonly #held = new Map<number, HeldTrade[]>();
  /** Next trade of the batch at hand. */
  #cursor = 0;

  constructor(symbols: SymbolTable) {
    this.#symbolBytes = new SymbolBytes(symbols);
  }

  /** Whether the waiting trades are to be written now. */
  get full(): boolean {
    return this.#full.length >= MOST_CHUNKS;
  }

  /** Trades of rows that were not loaded, for which no later row has come. */
  get left(): number {
    return [...this.#held.values()].reduce((sum, trades) => sum + trades.length, 0);
  }

  beginBatch(): void {
    this.#cursor = 0;
  }

  /** The trades of a row that is not loaded wait for the next one of its symbol. */
  hold(trades: TradeColumns, row: number, instrument: number): void {
    for (let trade = this.#next(trades, row); trade !== null; trade = this.#next(trades, row)) {
      const held = this.#held.get(instrument);
      if (held === undefined) this.#held.set(instrument, [trade]);
      else held.push(trade);
    }
  }

  /** Stores the trades of a row that is loaded, those held for it first. */
  store(
    trades: TradeColumns,
    row: number,
    instrument: number,
    snapshotMicros: number,
    snapshotRowId: number,
  ): void {
    if (this.#held.size > 0) {
      for (const trade of this.#held.get(instrument) ?? [])
        this.#put(trade, instrument, snapshotMicros, snapshotRowId);
      this.#held.delete(instrument);
    }
    for (let trade = this.#next(trades, row); trade !== null; trade = this.#next(trades, row))
      this.#put(trade, instrument, snapshotMicros, snapshotRowId);
  }

  /** Sends all that waits; `writer` has a COPY of trades begun. */
  async writeTo(writer: CopyWriter): Promise<void> {
    for (const chunk of [...this.#full, this.#chunk]) {
      if (!writer.chunk.hasRoomFor(chunk.at)) await writer.flush();
      writer.chunk.putRaw(chunk.filled());
      chunk.at = 0;
    }
    this.#full.length = 0;
  }

  /** The next trade of a row, null where it has no more. */
  #next({ values, length }: TradeColumns, row: number): HeldTrade | null {
    const at = this.#cursor * TRADE_STRIDE;
    if (this.#cursor === length || values[at + TRADE_ROW] > row) return null;
    this.#cursor++;
    return [
      values[at + TRADE_TS],
      values[at + TRADE_PRICE],
      values[at + TRADE_SIZE],
      values[at + TRADE_AGGRESSOR],
    ];
  }

  #put(
    [tsMicros, price, size, aggressor]: HeldTrade,
    instrument: number,
    snapshotMicros: number,
    snapshotRowId: number,
  ): void {
    const symbol = this.#symbolBytes.at(instrument);
    if (!this.#chunk.hasRoomFor(tradeRoom(symbol))) {
      this.#full.push(this.#chunk);
      this.#chunk = new CopyChunk(CHUNK_BYTES);
    }
    const tradeNo = ++this.count;
    encodeTrade(
      { tsMicros, price, size, aggressor, tradeNo, snapshotMicros, snapshotRowId },
      symbol,
      this.#chunk,
    );
  }
}
