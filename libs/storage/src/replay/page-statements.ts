import { SNAPSHOT_COLUMNS, TRADE_COLUMNS } from '../copy/snapshot-columns.js';

/*
 * COPY takes no parameters. PostgreSQL itself writes the statements, from parameters and with its own quoting
 * (`format` with %L), so that the planner sees constants and leaves out what they exclude.
 */

/** Which rows a page is taken from. One symbol is said plainly, so that its own index can be used. */
const SYMBOLS = {
  all: '',
  one: 'AND symbol = %6$L',
  some: 'AND symbol = ANY (%6$L::text[])',
} as const;
export type SymbolChoice = keyof typeof SYMBOLS;

/**
 * Gives the statement that copies the rows after a key, in the order of a replay. Parameters: the key's stamp, symbol
 * and row id, the last stamp, the number of rows, the symbol or symbols.
 */
export function rowsStatement(choice: SymbolChoice): string {
  return `SELECT format('COPY (SELECT ${SNAPSHOT_COLUMNS.join(', ')} FROM l2_orderbook
    WHERE ts >= %1$L AND ts <= %4$L ${SYMBOLS[choice]} AND (ts, symbol, row_id) > (%1$L, %2$L, %3$L)
    ORDER BY ts, symbol, row_id LIMIT %5$L) TO STDOUT (FORMAT binary)',
    $1::timestamp, $2::text, $3::bigint, $4::timestamp, $5::integer, ${choice === 'some' ? '$6::text[]' : '$6::text'}) AS statement`;
}

/**
 * Gives the statement that copies the trades of the rows from one key to another, in the order of these rows.
 * Parameters: stamp, symbol and row id of the first, then of the last.
 */
export const TRADES_STATEMENT = `SELECT format('COPY (SELECT ${TRADE_COLUMNS.join(', ')} FROM l2_trades
    WHERE snapshot_ts >= %1$L AND snapshot_ts <= %4$L
      AND (snapshot_ts, symbol, snapshot_row_id) >= (%1$L, %2$L, %3$L)
      AND (snapshot_ts, symbol, snapshot_row_id) <= (%4$L, %5$L, %6$L)
    ORDER BY snapshot_ts, symbol, snapshot_row_id, trade_no) TO STDOUT (FORMAT binary)',
    $1::timestamp, $2::text, $3::bigint, $4::timestamp, $5::text, $6::bigint) AS statement`;
