import { type FileHead } from './file-head.js';
import { type FormatName } from './format-names.js';
import { csvFormat } from './formats/csv-format.js';
import { databentoFormat } from './formats/databento-format.js';
import { type TableFormat } from './formats/table-format.js';
import { tardisFormat } from './formats/tardis-format.js';
import { tardisIncrementalFormat } from './formats/tardis-incremental-format.js';
import { parseLobsterName } from './lobster/lobster-name.js';

/** Every format that keeps a book in one file; LOBSTER needs two. */
export const TABLE_FORMATS: Readonly<Record<Exclude<FormatName, 'lobster'>, TableFormat>> = {
  csv: csvFormat,
  databento: databentoFormat,
  tardis: tardisFormat,
  'tardis-incremental': tardisIncrementalFormat,
};

const BEGINS_WITH_NUMBERS = /^-?[\d.]+,-?[\d.]+,/;

/**
 * The format of a file: LOBSTER by its name together with a first line of numbers, all others by
 * their first line. Null for what is none of them.
 */
export function recogniseFormat(head: FileHead): FormatName | null {
  if (parseLobsterName(head.path) !== null && BEGINS_WITH_NUMBERS.test(head.firstLine)) return 'lobster';
  return Object.values(TABLE_FORMATS).find((format) => format.recognises(head))?.name ?? null;
}
