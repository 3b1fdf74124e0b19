import { SNAPSHOT_COLUMNS, TRADE_COLUMNS } from '../copy/snapshot-columns.js';

/** COPY takes no parameters: what varies is set on the session by this statement, and read by those below. */
export const SET_ROWS = `SELECT set_config('genesis.after_ts', $1, false), set_config('genesis.after_symbol', $2, false),
  set_config('genesis.after_row_id', $3, false), set_config('genesis.until_ts', $4, false),
  set_config('genesis.row_limit', $5, false), set_config('genesis.symbols', $6, false)`;

export const SET_TRADES = `SELECT set_config('genesis.until_ts', $1, false),
  set_config('genesis.first_symbol', $2, false), set_config('genesis.first_row_id', $3, false),
  set_config('genesis.last_symbol', $4, false), set_config('genesis.last_row_id', $5, false),
  set_config('genesis.first_ts', $6, false)`;

const AFTER = `current_setting('genesis.after_ts')::timestamp`;
const UNTIL = `current_setting('genesis.until_ts')::timestamp`;
const FIRST = `current_setting('genesis.first_ts')::timestamp`;

/** Which rows a page is taken from. One symbol is said plainly, so that its own index can be used. */
const SYMBOLS = {
  all: '',
  one: `AND symbol = (current_setting('genesis.symbols')::text[])[1]`,
  some: `AND symbol = ANY (current_setting('genesis.symbols')::text[])`,
} as const;
export type SymbolChoice = keyof typeof SYMBOLS;

/** The rows after a key, in the order of a replay. The bound on `ts` alone is what partitions are left out by. */
export function copyRows(choice: SymbolChoice): string {
  return `COPY (SELECT ${SNAPSHOT_COLUMNS.join(', ')} FROM l2_orderbook
    WHERE ts >= ${AFTER} AND ts <= ${UNTIL} ${SYMBOLS[choice]}
      AND (ts, symbol, row_id) > (${AFTER}, current_setting('genesis.after_symbol'),
        current_setting('genesis.after_row_id')::bigint)
    ORDER BY ts, symbol, row_id LIMIT current_setting('genesis.row_limit')::bigint) TO STDOUT (FORMAT binary)`;
}

/** The trades of the rows from one key to another, in the order of these rows. */
export const COPY_TRADES = `COPY (SELECT ${TRADE_COLUMNS.join(', ')} FROM l2_trades
    WHERE snapshot_ts >= ${FIRST} AND snapshot_ts <= ${UNTIL}
      AND (snapshot_ts, symbol, snapshot_row_id) >= (${FIRST}, current_setting('genesis.first_symbol'),
        current_setting('genesis.first_row_id')::bigint)
      AND (snapshot_ts, symbol, snapshot_row_id) <= (${UNTIL}, current_setting('genesis.last_symbol'),
        current_setting('genesis.last_row_id')::bigint)
    ORDER BY snapshot_ts, symbol, snapshot_row_id, trade_no) TO STDOUT (FORMAT binary)`;
