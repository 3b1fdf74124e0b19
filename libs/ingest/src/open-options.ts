import { DEFAULT_BATCH_ROWS } from '@genesis/market';
import { FORMAT_NAMES, type FormatName } from './format-names.js';
import { DEFAULT_REORDER_MICROS } from './order/time-order.js';

export interface OpenOptions {
  /** Format of all the files; recognised for each file when left out. */
  readonly format?: FormatName | undefined;
  /** Symbol of rows that name none; derived from the file name when left out, see `symbolOfFile`. */
  readonly symbol?: string | undefined;
  /** Rows in a batch, at least 1; `DEFAULT_BATCH_ROWS` when left out. */
  readonly batchRows?: number | undefined;
  /** How late a row may be and still be sorted back, microseconds; `DEFAULT_REORDER_MICROS` when left out. */
  readonly reorderMicros?: number | undefined;
  /**
   * Trades beside a 41-column CSV: `auto` takes `X.trades.csv[.gz]` beside `X.csv[.gz]` if it is there,
   * `none` leaves them, anything else is the path of the trades of the only file given. Default `auto`.
   */
  readonly trades?: string | undefined;
}

/** Options with their defaults filled in. */
export interface OpenSettings {
  readonly format: FormatName | null;
  readonly symbol: string | undefined;
  readonly batchRows: number;
  readonly reorderMicros: number;
  readonly trades: string;
}

/** @throws RangeError naming the option, its value and its bounds */
export function checkedOptions(files: readonly string[], options: OpenOptions): OpenSettings {
  const { format, symbol, batchRows = DEFAULT_BATCH_ROWS, trades = 'auto' } = options;
  const { reorderMicros = DEFAULT_REORDER_MICROS } = options;
  if (files.length === 0) throw new RangeError('no files are given, expected at least one');
  if (format !== undefined && !FORMAT_NAMES.includes(format))
    throw outOfBounds('format', format, FORMAT_NAMES.join(', '));
  if (symbol !== undefined && !/^\S{1,64}$/.test(symbol)) {
    throw outOfBounds('symbol', symbol, '1 to 64 characters without blanks');
  }
  if (!Number.isInteger(batchRows) || batchRows < 1)
    throw outOfBounds('batchRows', batchRows, 'a whole number from 1 on');
  if (!(reorderMicros >= 0 && reorderMicros < Infinity)) {
    throw outOfBounds('reorderMicros', reorderMicros, 'microseconds from 0 on');
  }
  if (files.length > 1 && trades !== 'auto' && trades !== 'none') {
    throw outOfBounds('trades', trades, 'auto or none where several files are given');
  }
  return { format: format ?? null, symbol, batchRows, reorderMicros, trades };
}

function outOfBounds(option: string, value: string | number, allowed: string): RangeError {
  return new RangeError(`${option} is ${JSON.stringify(value)}, allowed: ${allowed}`);
}
