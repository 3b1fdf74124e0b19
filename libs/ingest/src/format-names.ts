/** The formats that files are read in, by the names that `--format` takes. */
export const FORMAT_NAMES = ['csv', 'lobster', 'databento', 'tardis', 'tardis-incremental'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

/** What each one is, for refusals and help texts. */
export const FORMAT_TITLES: Readonly<Record<FormatName, string>> = {
  csv: '41-column CSV',
  lobster: 'LOBSTER message and orderbook pair',
  databento: 'Databento MBP-10 CSV',
  tardis: 'Tardis book_snapshot CSV',
  'tardis-incremental': 'Tardis incremental_book_L2 CSV',
};
