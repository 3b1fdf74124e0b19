import { createProfile } from '@genesis/detection';
import { scoreTable, valueTable, type CrossRow } from './cross-table.js';
import { openJudgedBook, overallF1, profileWith, scoreOn, type JudgedBook } from './judged-book.js';
import { MAIN_CONSTANTS } from './main-constants.js';
import { type Fit, searchConstants } from './search-constants.js';

/**
 * Leave one instrument out: the main constants are fitted on each book and scored on every other, beside the committed
 * ones. Tells how much the committed constants owe to the books they were found on.
 *
 *     npm run cross-fit -- A.bench.csv.gz,A.labels.jsonl B.bench.csv.gz,B.labels.jsonl
 */
const books: JudgedBook[] = [];
for (const argument of process.argv.slice(2)) books.push(await openJudgedBook(argument));
if (books.length < 2)
  throw new RangeError(`${books.length} books given, expected two or more: BOOK,LABELS …`);

const fits = new Map<string, Fit>();
for (const book of books) fits.set(book.name, await fitOn(book));
const committed = createProfile('calibrated');
process.stdout.write(`${valueTable(MAIN_CONSTANTS, committed, fits)}\n\n`);

const rows: CrossRow[] = [];
for (const book of books) {
  rows.push({ constants: 'committed', scoredOn: book.name, score: await scoreOn(book, committed) });
  for (const [name, { values }] of fits) {
    const score = await scoreOn(book, profileWith(MAIN_CONSTANTS, values));
    rows.push({ constants: `fitted on ${name}`, scoredOn: book.name, score });
  }
}
process.stdout.write(`${scoreTable(rows)}\n`);

async function fitOn(book: JudgedBook): Promise<Fit> {
  const fit = await searchConstants(MAIN_CONSTANTS, async (values) => {
    return overallF1(await scoreOn(book, profileWith(MAIN_CONSTANTS, values)));
  });
  process.stderr.write(`${book.name}: F1 ${fit.score.toFixed(4)} after ${fit.scored} choices\n`);
  return fit;
}
