/** Symbol of rows that nothing else names; also the database's default. */
const NAMELESS = 'DEFAULT';

/**
 * The symbol that a file's name stands for: all before the first `_` that a digit follows, else all before the
 * first dot. `BTCUSD_PERP_2024-08-08.csv.gz` is BTCUSD_PERP, `BRK.B_2024-01-02.csv` BRK.B, `aapl.csv` aapl.
 */
export function symbolOfFile(name: string): string {
  const dated = /^(.+?)_\d/.exec(name);
  return dated?.[1] ?? (name.split('.')[0] || NAMELESS);
}
