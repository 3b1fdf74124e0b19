/** Symbol of rows that nothing else names; also the database's default. */
const NAMELESS = 'DEFAULT';

const NOT_OF_A_SYMBOL = /[^A-Za-z0-9._:/-]/g;
const LONGEST_SYMBOL = 32;

/**
 * The symbol that a file's name stands for: all before the first `_` that a digit follows, else all before the
 * first dot; what may not stand in a symbol becomes `_`, and what is beyond 32 characters is left out.
 * `BTCUSD_PERP_2024-08-08.csv.gz` is BTCUSD_PERP, `BRK.B_2024-01-02.csv` BRK.B, `aapl.csv` aapl, `my book.csv`
 * my_book.
 */
export function symbolOfFile(name: string): string {
  const dated = /^(.+?)_\d/.exec(name);
  const stem = dated?.[1] ?? (name.split('.')[0] || NAMELESS);
  return stem.replace(NOT_OF_A_SYMBOL, '_').slice(0, LONGEST_SYMBOL);
}
