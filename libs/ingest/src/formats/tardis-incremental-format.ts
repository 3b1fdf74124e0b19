import { LEVELS } from '@genesis/market';
import { headerNames } from '../file-head.js';
import { planHeader } from './header-plan.js';
import { INCREMENTAL_COLUMNS, IncrementalDecoder } from './incremental-decoder.js';
import { type TableFormat } from './table-format.js';

/**
 * Tardis `incremental_book_L2`: one changed price level a line. The book is rebuilt, and the lines of one
 * message (same symbol and `local_timestamp`) give one snapshot, stamped with their last `timestamp`. Changes
 * that come before the first snapshot of their book are lost rows. Layout: docs.tardis.dev, "Downloadable CSV
 * files".
 */
export const tardisIncrementalFormat: TableFormat = {
  name: 'tardis-incremental',
  recognises: (head) => ['is_snapshot', 'amount'].every((name) => headerNames(head).includes(name)),
  layout: (head) => ({
    path: head.path,
    plan: planHeader(head, INCREMENTAL_COLUMNS),
    headerLines: 1,
    levels: LEVELS,
    symbol: null,
  }),
  createDecoder: (layout, symbols) => new IncrementalDecoder(layout, symbols),
};
