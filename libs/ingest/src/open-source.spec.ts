import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { briefDefects, collectRows, stampsOf } from '../testing/collected-rows.js';
import { CSV_HEADER, csvFile, csvLine, microsAt, stampAt } from '../testing/csv-text.js';
import { ScratchFolder } from '../testing/scratch-folder.js';
import { FORMAT_NAMES } from './format-names.js';
import { type OpenOptions } from './open-options.js';
import { openSource } from './open-source.js';
import { UnusableInputError } from './unusable-input.error.js';

const folder = new ScratchFolder();
const OK = 'test/fixtures/ok';
const NOT_OK = 'test/fixtures/not-ok';

/** The one-line refusal of a file, on opening it or on reading it. */
async function refusal(files: string[], options?: OpenOptions): Promise<string> {
  const error = await openSource(files, options).then(
    async (source) => (await collectRows(source.open())).error,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UnusableInputError);
  const { message } = error as Error;
  expect(message).not.toContain('\n');
  return message;
}

describe('openSource', () => {
  it('refuses what it cannot use in one line that names file, line and expectation', async () => {
    const at = (name: string): string => `${NOT_OK}/${name}`;
    expect(await refusal([at('missing.csv')])).toBe(`${at('missing.csv')}: no such file`);
    expect(await refusal([`${at('empty.csv')}/x.csv`])).toContain('a part of the path is not a folder');
    expect(await refusal([at('empty.csv')])).toBe(`${at('empty.csv')}: is empty, expected order book rows`);
    expect(await refusal([at('header-only.csv')])).toBe(
      `${at('header-only.csv')}:2: the file ends after its header, expected order book rows`,
    );
    expect(await refusal([at('binary.csv')])).toBe(`${at('binary.csv')}: holds binary data, expected text`);
    expect(await refusal([NOT_OK])).toBe(`${NOT_OK}: is a folder, expected a file`);
    expect(await refusal(['/dev/null'])).toContain('is not a regular file');
    expect(await refusal([at('missing-columns.csv')])).toMatch(
      /missing-columns\.csv:1: the header lacks the columns bid_volume_2, ask_price_8; it is "bid_price_1,/,
    );
    expect(await refusal([at('column-twice.csv')])).toMatch(/:1: the header lacks the column ask_price_8/);
    expect(await refusal([at('no-row-readable.csv')])).toBe(
      `${at('no-row-readable.csv')}:2: not one row could be read; here 3 fields came, expected 41`,
    );
    expect(await refusal([at('alone.trades.csv')])).toMatch(/is a file of trades, expected an order book/);
    expect(await refusal([at('broken-trades.csv')])).toMatch(
      /broken-trades\.trades\.csv:1: the header lacks the column ts/,
    );
  });

  it('says what it saw and what it knows where the format is unknown', async () => {
    const message = await refusal([`${NOT_OK}/unknown-format.csv`]);
    expect(message).toContain(':1: is of no known format, it begins with "date,open,high,low,close"');
    for (const name of FORMAT_NAMES) expect(message).toContain(name);
    const long = folder.write('long.txt', `${'x'.repeat(500)}\nsecond`);
    expect(await refusal([long])).toContain(`"${'x'.repeat(79)}…"`);
  });

  it('holds a format that is asked for against the file', async () => {
    const path = `${NOT_OK}/unknown-format.csv`;
    expect(await refusal([path], { format: 'csv' })).toBe(
      `${path}:1: has 5 fields, expected a header or 41 fields (42 with a symbol)`,
    );
    expect(await refusal([path], { format: 'databento' })).toContain(
      'the header lacks the columns bid_px_00',
    );
    expect(await refusal([path], { format: 'tardis' })).toContain(
      'the header lacks the columns bids[0].price',
    );
    expect(await refusal([path], { format: 'tardis-incremental' })).toContain(
      'the header lacks the columns symbol',
    );
  });

  it('delivers the rows before the place where a file breaks off, then says so', async () => {
    const path = `${NOT_OK}/truncated.csv.gz`;
    const source = await openSource([path]);
    const { rows, error } = await collectRows(source.open());
    expect(rows.length).toBeGreaterThan(1000);
    expect(error?.message).toBe(
      `${path}:${rows.length + 2}: the gzip data end in the middle (truncated file), expected a whole one`,
    );
    expect(await source.describe()).toMatchObject({ fromMicros: Date.UTC(2024, 0, 2, 10) * 1000 });
  });

  it.each([
    [[], {}, 'no files are given, expected at least one'],
    [
      ['x'],
      { format: 'xml' as 'csv' },
      'format is "xml", allowed: csv, lobster, databento, tardis, tardis-incremental',
    ],
    [['x'], { symbol: 'A B' }, 'symbol is "A B", allowed: 1 to 64 characters without blanks'],
    [['x'], { batchRows: 0 }, 'batchRows is 0, allowed: a whole number from 1 on'],
    [['x'], { batchRows: 1.5 }, 'batchRows is 1.5, allowed: a whole number from 1 on'],
    [['x'], { reorderMicros: -1 }, 'reorderMicros is -1, allowed: microseconds from 0 on'],
    [
      ['x', 'y'],
      { trades: 't.csv' },
      'trades is "t.csv", allowed: auto or none where several files are given',
    ],
  ])('names an option out of its bounds: %p %p', async (files, options, message) => {
    await expect(openSource(files, options)).rejects.toThrow(new RangeError(message));
  });

  it.each([
    ['nothing.csv.gz', '', /: is empty, expected order book rows$/],
    ['blank.csv', '\n \r\n\n\n', /: is empty, expected order book rows$/],
    ['cr.csv', csvFile([0, 1].map(stampAt)).replaceAll('\n', '\r'), /:1: the lines end in CR alone/],
    ['semicolon.csv', CSV_HEADER.replaceAll(',', ';'), /:1: comma-separated .* looks semicolon-separated$/],
    ['decimal-comma.csv', '1,5;2,5;3,5;4,5\n', /looks semicolon-separated$/],
    ['tab.csv', CSV_HEADER.replaceAll(',', '\t'), /looks tab-separated$/],
  ])('says what %s is', async (name, text, message) => {
    expect(await refusal([folder.write(name, text)])).toMatch(message);
  });

  it('refuses a pipe without waiting for it', async () => {
    execFileSync('mkfifo', [folder.at('pipe.csv')]);
    expect(await refusal([folder.at('pipe.csv')])).toContain('is not a regular file');
  });

  it('describes anew after a description failed', async () => {
    const text = csvFile([0].map(stampAt));
    const source = await openSource([folder.write('gone.csv', text)]);
    rmSync(folder.at('gone.csv'));
    await expect(source.describe()).rejects.toThrow('no such file');
    folder.write('gone.csv', text);
    expect((await source.describe()).symbols).toEqual(['gone']);
  });

  it('describes a file by its ends, plain or gzip, and reads it to the end', async () => {
    const source = await openSource([`${OK}/ABC_2024-01-02.csv`]);
    const from = Date.UTC(2024, 0, 2, 10) * 1000;
    expect(await source.describe()).toEqual({
      name: `41-column CSV ${OK}/ABC_2024-01-02.csv`,
      format: 'csv',
      symbols: ['ABC'],
      fromMicros: from,
      toMicros: from + 1_900_000,
    });
    expect(source.progress()).toEqual({ bytesRead: 0, totalBytes: 4107 });
    await collectRows(source.open());
    expect(source.progress()).toEqual({ bytesRead: 4107, totalBytes: 4107 });
    const stamps = Array.from({ length: 5000 }, (_, at) => stampAt(at));
    for (const name of ['long.csv', 'long.csv.gz']) {
      const long = await openSource([folder.write(name, csvFile(stamps))]);
      expect(await long.describe()).toMatchObject({ fromMicros: microsAt(0), toMicros: microsAt(4999) });
    }
    const two = await openSource([`${OK}/two-symbols.csv`]);
    expect((await two.describe()).symbols).toEqual(['ABC', 'XYZ']);
  });
});

describe('a range of a source', () => {
  const stamps = [0, 10, 20, 20, 30, 40];
  const opened = () =>
    openSource([folder.write('range.csv', csvFile(stamps.map(stampAt)))], { batchRows: 2 });

  it('has both ends included, and the sequence numbers of the whole', async () => {
    const source = await opened();
    const range = { fromMicros: microsAt(20), toMicros: microsAt(30) };
    const result = await collectRows(source.open(range));
    expect(stampsOf(result)).toEqual([20, 20, 30].map(microsAt));
    expect(result.rows.map(({ sequence, position }) => [sequence, position])).toEqual([
      [3, 4],
      [4, 5],
      [5, 6],
    ]);
    expect(await collectRows(source.open(range))).toEqual(result);
  });

  it('may lie where there is nothing', async () => {
    const source = await opened();
    expect((await collectRows(source.open({ fromMicros: microsAt(41) }))).rows).toEqual([]);
    expect((await collectRows(source.open({ toMicros: microsAt(-1) }))).rows).toEqual([]);
  });

  it('takes defects and trades of its rows along and leaves the others', async () => {
    const lines = [0, 10, 20, 30].map((at) =>
      csvLine(stampAt(at), { bid_volume_1: at % 20 === 10 ? 'x' : '1' }),
    );
    const path = folder.write('clipped.csv', [CSV_HEADER, ...lines, ''].join('\n'));
    const trades = [0, 5, 20, 25].map((at) => `${stampAt(at)},B,1,1`);
    folder.write('clipped.trades.csv', ['ts,side,price,size', ...trades, ''].join('\n'));
    const result = await collectRows((await openSource([path])).open({ fromMicros: microsAt(20) }));
    expect(briefDefects(result)).toEqual(['TEXT_IN_NUMBER@5:bid_volume_1']);
    expect(result.trades.map(([row, ts]) => [row, ts])).toEqual([
      [0, microsAt(20)],
      [1, microsAt(25)],
    ]);
  });

  it('ends what is open when the source is closed', async () => {
    const source = await opened();
    const rows = source.open();
    expect((await rows.next()).done).toBe(false);
    await source.close();
    expect((await rows.next()).done).toBe(true);
    expect((await collectRows(source.open())).rows).toHaveLength(6);
    await source.close();
  });
});
