import { ASK_VOLUME, BID_VOLUME, LEVELS, TS, type SymbolTable } from '@genesis/market';
import { EIGHT_BYTES, NULL_LENGTH, POSTGRES_EPOCH_MICROS } from './copy-binary.js';
import { type TupleDecoder } from './copy-reader.js';
import { EIGHT_BYTE_FIELD, int64Field, symbolLength, wrongLength } from './fixed-fields.js';
import { SNAPSHOT_COLUMNS } from './snapshot-columns.js';
import { LONGEST_SYMBOL_BYTES, SymbolReader } from './symbol-reader.js';

/** Where decoded snapshots go. */
export interface SnapshotSink {
  /** Where the next row is written, after `makeRoom`. */
  readonly rows: Float64Array;
  readonly base: number;
  makeRoom(): void;
  /** The row is there. */
  take(instrument: number, rowId: number): void;
}

/**
 * Tuples of `SNAPSHOT_COLUMNS` to rows of a batch. NULL is a price that is no number; a size that is NULL is 0
 * at an absent level, else no number.
 */
export class SnapshotDecoder implements TupleDecoder {
  readonly fieldCount = SNAPSHOT_COLUMNS.length;
  readonly mostBytes = SNAPSHOT_COLUMNS.length * EIGHT_BYTE_FIELD + LONGEST_SYMBOL_BYTES;
  readonly #symbols: SymbolReader;

  constructor(
    symbols: SymbolTable,
    readonly sink: SnapshotSink,
  ) {
    this.#symbols = new SymbolReader(symbols);
  }

  decode(view: DataView, bytes: Buffer, first: number): number {
    const { sink } = this;
    sink.makeRoom();
    const { rows, base } = sink;
    let at = decodeSide(view, first, rows, base + BID_VOLUME);
    at = decodeSide(view, at, rows, base + ASK_VOLUME);
    rows[base + TS] = int64Field(view, at, 'ts') + POSTGRES_EPOCH_MICROS;
    at += EIGHT_BYTE_FIELD;
    const symbolEnd = at + 4 + symbolLength(view, at);
    const instrument = this.#symbols.read(bytes, at + 4, symbolEnd);
    sink.take(instrument, int64Field(view, symbolEnd, 'row_id'));
    return symbolEnd + EIGHT_BYTE_FIELD;
  }
}

/** Ten prices, which go before `volumes`, then ten sizes. Locals only: this loop is the decoder's bill. */
function decodeSide(view: DataView, start: number, rows: Float64Array, volumes: number): number {
  let at = start;
  for (let index = volumes - LEVELS; index < volumes + LEVELS; index++) {
    const length = view.getInt32(at);
    if (length === EIGHT_BYTES) {
      rows[index] = view.getFloat64(at + 4);
      at += EIGHT_BYTE_FIELD;
    } else {
      if (length !== NULL_LENGTH) throw wrongLength('a price or a size', length, '8 bytes or NULL');
      rows[index] = index >= volumes && Number.isNaN(rows[index - LEVELS]) ? 0 : NaN;
      at += 4;
    }
  }
  return at;
}
