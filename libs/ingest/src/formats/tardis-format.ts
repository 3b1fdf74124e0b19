import { TS } from '@genesis/market';
import { type FileHead, headerNames } from '../file-head.js';
import { markEmptyLevelsAbsent, markZeroLevelsAbsent } from '../table/absent-levels.js';
import { notedAs } from '../table/column-plan.js';
import { SYMBOL_NOTE, type TableLayout } from '../table/table-layout.js';
import { TableRowDecoder } from '../table/table-row-decoder.js';
import { countLevels, type LevelColumns, levelTargets, planHeader } from './header-plan.js';
import { type TableFormat } from './table-format.js';

/**
 * Tardis `book_snapshot_5` and `book_snapshot_25`: stamps `timestamp` (the venue's) in epoch microseconds, up
 * to ten levels used, an empty price for a level that is not there, each row with its symbol. Layout:
 * docs.tardis.dev, "Downloadable CSV files".
 */
export const tardisFormat: TableFormat = {
  name: 'tardis',
  recognises: (head) => headerNames(head).includes(columnsOf(0).askPrice),
  layout,
  createDecoder: (table, symbols) =>
    new TableRowDecoder(table, symbols, (scanner, _bytes, batch, base) => {
      markEmptyLevelsAbsent(batch.rows, base, scanner.oddCells);
      markZeroLevelsAbsent(batch.rows, base);
      return null;
    }),
};

function layout(head: FileHead): TableLayout {
  const levels = Math.max(1, countLevels(headerNames(head), columnsOf));
  const wanted = levelTargets(columnsOf, levels).set('timestamp', TS).set('symbol', notedAs(SYMBOL_NOTE));
  return { path: head.path, plan: planHeader(head, wanted), headerLines: 1, levels, symbol: null };
}

function columnsOf(level: number): LevelColumns {
  return {
    bidPrice: `bids[${level}].price`,
    bidVolume: `bids[${level}].amount`,
    askPrice: `asks[${level}].price`,
    askVolume: `asks[${level}].amount`,
  };
}
