import { type SymbolTable } from '@genesis/market';
import { POSTGRES_EPOCH_MICROS } from './copy-binary.js';
import { type TupleDecoder } from './copy-reader.js';
import {
  EIGHT_BYTE_FIELD,
  float64Field,
  int16Field,
  int32Field,
  int64Field,
  symbolLength,
} from './fixed-fields.js';
import { TRADE_COLUMNS } from './snapshot-columns.js';
import { LONGEST_SYMBOL_BYTES, SymbolReader } from './symbol-reader.js';
import { type StoredTrade } from './trade-encoder.js';

/** Called with each trade; the object is filled anew for the next one. */
export type TradeSink = (trade: Readonly<StoredTrade>, instrument: number) => void;

type MutableTrade = { -readonly [Field in keyof StoredTrade]: StoredTrade[Field] };

/** Tuples of `TRADE_COLUMNS` to trades. */
export class TradeDecoder implements TupleDecoder {
  readonly fieldCount = TRADE_COLUMNS.length;
  readonly mostBytes = TRADE_COLUMNS.length * EIGHT_BYTE_FIELD + LONGEST_SYMBOL_BYTES;
  readonly #symbols: SymbolReader;
  readonly #trade: MutableTrade = {
    tsMicros: NaN,
    price: NaN,
    size: NaN,
    aggressor: 0,
    tradeNo: 0,
    snapshotMicros: NaN,
    snapshotRowId: 0,
  };

  constructor(
    symbols: SymbolTable,
    readonly sink: TradeSink,
  ) {
    this.#symbols = new SymbolReader(symbols);
  }

  decode(view: DataView, bytes: Buffer, first: number): number {
    const trade = this.#trade;
    trade.tsMicros = int64Field(view, first, 'ts') + POSTGRES_EPOCH_MICROS;
    const symbolAt = first + EIGHT_BYTE_FIELD + 4;
    let at = symbolAt + symbolLength(view, symbolAt - 4);
    const instrument = this.#symbols.read(bytes, symbolAt, at);
    trade.price = float64Field(view, at, 'price');
    trade.size = float64Field(view, (at += EIGHT_BYTE_FIELD), 'size');
    trade.aggressor = int16Field(view, (at += EIGHT_BYTE_FIELD), 'aggressor');
    trade.tradeNo = int32Field(view, (at += 6), 'trade_no');
    trade.snapshotMicros = int64Field(view, (at += 8), 'snapshot_ts') + POSTGRES_EPOCH_MICROS;
    trade.snapshotRowId = int64Field(view, (at += EIGHT_BYTE_FIELD), 'snapshot_row_id');
    this.sink(trade, instrument);
    return at + EIGHT_BYTE_FIELD;
  }
}
