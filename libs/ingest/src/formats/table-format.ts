import { type SymbolTable } from '@genesis/market';
import { type FileHead } from '../file-head.js';
import { type FormatName } from '../format-names.js';
import { type RowDecoder } from '../table/row-decoder.js';
import { type TableLayout } from '../table/table-layout.js';

/** A format that keeps a book in one comma-separated file. */
export interface TableFormat {
  readonly name: FormatName;
  /** Whether the file's first line looks like it. */
  recognises(head: FileHead): boolean;
  /**
   * @param symbol of rows that name none; undefined: derived from the file name
   * @throws UnusableInputError naming the columns that are missing
   */
  layout(head: FileHead, symbol: string | undefined): TableLayout;
  createDecoder(layout: TableLayout, symbols: SymbolTable): RowDecoder;
}
