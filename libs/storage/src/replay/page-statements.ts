import { SNAPSHOT_COLUMNS, TRADE_COLUMNS } from '../copy/snapshot-columns.js';

/*
 * COPY takes no parameters. PostgreSQL itself writes the statements, from parameters and with its own quoting
 * (`format` with %L), so that the planner sees constants and leaves out what they exclude.
 */

export type SymbolChoice = 'all' | 'one' | 'some';

/** Which rows are taken; their symbols are argument `place`. One symbol is said plainly, so that its own index can be used. */
function symbolCondition(choice: SymbolChoice, place: number): string {
  if (choice === 'all') return '';
  return choice === 'one' ? `AND symbol = %${place}$L` : `AND symbol = ANY (%${place}$L::text[])`;
}

function symbolArgument(choice: SymbolChoice, place: number): string {
  return `$${place}::${choice === 'some' ? 'text[]' : 'text'}`;
}

/**
 * Gives the statement that copies the rows after a key, in the order of a replay. Parameters: the key's stamp, symbol
 * and row id, the last stamp, the number of rows, the symbol or symbols.
 */
export function rowsStatement(choice: SymbolChoice): string {
  return `SELECT format('COPY (SELECT ${SNAPSHOT_COLUMNS.join(', ')} FROM l2_orderbook
    WHERE ts >= %1$L AND ts <= %4$L ${symbolCondition(choice, 6)} AND (ts, symbol, row_id) > (%1$L, %2$L, %3$L)
    ORDER BY ts, symbol, row_id LIMIT %5$L) TO STDOUT (FORMAT binary)',
    $1::timestamp, $2::text, $3::bigint, $4::timestamp, $5::integer, ${symbolArgument(choice, 6)}) AS statement`;
}

/**
 * Gives the stamp that so many rows after a key end with; no row where there are fewer. Parameters: the key's stamp,
 * symbol and row id, the last stamp, the number of rows, the symbols or null.
 *
 * A columnstore is ordered by stamp within each symbol. Asked for the first rows of a replay it would unpack
 * all that follow and sort them, for each page anew; asked for stamps alone it goes no further than it must, and
 * what lies before a stamp is unpacked alone.
 */
export const END_STATEMENT = `SELECT ts FROM l2_orderbook
    WHERE ts >= $1::timestamp AND ts <= $4::timestamp AND ($6::text[] IS NULL OR symbol = ANY ($6::text[]))
      AND (ts, symbol, row_id) > ($1::timestamp, $2::text, $3::bigint)
    ORDER BY ts LIMIT 1 OFFSET $5::integer - 1`;

/**
 * Gives the statement that copies the trades of the rows from one key to another, in the order of these rows, and no
 * trades of symbols that are not selected. Parameters: stamp, symbol and row id of the first, then of the last, the symbol
 * or symbols.
 */
export function tradesStatement(choice: SymbolChoice): string {
  return `SELECT format('COPY (SELECT ${TRADE_COLUMNS.join(', ')} FROM l2_trades
    WHERE snapshot_ts >= %1$L AND snapshot_ts <= %4$L ${symbolCondition(choice, 7)}
      AND (snapshot_ts, symbol, snapshot_row_id) >= (%1$L, %2$L, %3$L)
      AND (snapshot_ts, symbol, snapshot_row_id) <= (%4$L, %5$L, %6$L)
    ORDER BY snapshot_ts, symbol, snapshot_row_id, trade_no) TO STDOUT (FORMAT binary)',
    $1::timestamp, $2::text, $3::bigint, $4::timestamp, $5::text, $6::bigint, ${symbolArgument(choice, 7)}) AS statement`;
}
