import { createSimulatedSource } from '@genesis/ingest';
import { ROW_STRIDE, type SnapshotBatch } from '@genesis/market';
import { recordBook } from './record-book.js';
import { type RecordedBook } from './recorded-book.js';
import { RecordedSource } from './recorded-source.js';

const TWO = { seed: 3, symbols: 2, rate: 10, durationMicros: 60_000_000 };
const ONE = { ...TWO, symbols: 1 };

/** Rows, sequences and trades of all batches as text. */
async function contents(batches: AsyncIterable<SnapshotBatch>): Promise<string[]> {
  const lines: string[] = [];
  let rows = 0;
  for await (const batch of batches) {
    for (let row = 0; row < batch.length; row++) {
      const values = batch.rows.subarray(row * ROW_STRIDE, (row + 1) * ROW_STRIDE);
      lines.push(`${batch.sequences[row]} ${values.join(' ')}`);
    }
    const { values, length } = batch.trades;
    for (let trade = 0; trade < length; trade++) {
      const [row, ...rest] = values.subarray(trade * 5, trade * 5 + 5);
      lines.push(`trade ${row + rows} ${rest.join(' ')}`);
    }
    rows += batch.length;
  }
  return lines.sort();
}

describe('a recording', () => {
  let book: RecordedBook;
  beforeAll(async () => (book = await recordBook(createSimulatedSource(ONE))));

  it.each([1, 7, 100_000])('gives back what it took, in batches of %p', async (batchRows) => {
    const given = await contents(new RecordedSource(book, 'again', batchRows).open());
    expect(given).toEqual(await contents(createSimulatedSource(ONE).open()));
  });

  it('gives a range with the same sequences, and ends when it is closed', async () => {
    const source = new RecordedSource(book, 'part', 10);
    const [from, to] = [book.tsAt(100), book.tsAt(150)];
    const rows: number[] = [];
    for await (const batch of source.open({ fromMicros: from, toMicros: to })) {
      rows.push(...batch.sequences.subarray(0, batch.length));
      if (rows.length > 30) await source.close();
    }
    expect(rows[0]).toBe(book.rowFrom(from) + 1);
    expect(rows).toHaveLength(40);
    expect(source.progress()).toMatchObject({ bytesRead: 40 * ROW_STRIDE * 8 });
    expect(await source.describe()).toMatchObject({ symbols: [book.symbol], fromMicros: book.tsAt(0) });
  });

  it('takes one instrument of several when it is named', async () => {
    const acme = await recordBook(createSimulatedSource(TWO), { symbol: 'ACME' });
    expect(acme.rows.subarray(0, acme.length * ROW_STRIDE)).toEqual(
      book.rows.subarray(0, book.length * ROW_STRIDE),
    );
    await expect(recordBook(createSimulatedSource(TWO))).rejects.toThrow(
      /several instruments \(ACME, GLOBEX/,
    );
    await expect(recordBook(createSimulatedSource(TWO), { symbol: 'NONE' })).rejects.toThrow(
      /no row of NONE/,
    );
  });

  it('ends at its limit and says so', async () => {
    const short = await recordBook(createSimulatedSource(ONE), { mostRows: 50 });
    expect([short.length, short.cut, book.cut]).toEqual([50, true, false]);
  });
});
