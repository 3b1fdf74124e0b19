const TRADES_NAME = /\.trades\.csv(\.gz)?$/i;
const BOOK_NAME = /^(.+?)\.csv(?:\.gz)?$/i;

/** Whether a file is named as the trades of a book, `X.trades.csv[.gz]`. */
export function isTradesName(name: string): boolean {
  return TRADES_NAME.test(name);
}

/** Paths under which the trades of a book are looked for; none where its name does not end in `.csv[.gz]`. */
export function tradesBeside(bookPath: string): string[] {
  const stem = BOOK_NAME.exec(bookPath)?.[1];
  return stem === undefined ? [] : [`${stem}.trades.csv`, `${stem}.trades.csv.gz`];
}
