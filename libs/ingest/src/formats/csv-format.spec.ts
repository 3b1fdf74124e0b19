import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS } from '@genesis/market';
import { collectRows, type CollectedRows, briefDefects } from '../../testing/collected-rows.js';
import { CSV_HEADER, csvCells, csvFile, csvLine, microsAt, stampAt } from '../../testing/csv-text.js';
import { ScratchFolder } from '../../testing/scratch-folder.js';
import { type OpenOptions } from '../open-options.js';
import { openSource } from '../open-source.js';
import { CSV_COLUMNS } from './csv-format.js';

const folder = new ScratchFolder();
const T0 = stampAt(0);
const T1 = stampAt(1_000);
const T2 = stampAt(2_000);

async function read(
  content: string | Buffer,
  name = 'BOOK.csv',
  options: OpenOptions = {},
): Promise<CollectedRows> {
  const source = await openSource([folder.write(name, content)], options);
  return collectRows(source.open());
}

function file(...lines: string[]): string {
  return `${lines.join('\n')}\n`;
}

describe('41-column CSV', () => {
  it('puts each column in its place', async () => {
    const { rows } = await read(csvFile([T0]));
    const { values } = rows[0];
    expect(values[0]).toBe(microsAt(0));
    expect(values.slice(BID_PRICE, BID_PRICE + 3)).toEqual([100, 99.5, 99]);
    expect(values.slice(BID_VOLUME, BID_VOLUME + 3)).toEqual([10, 20, 30]);
    expect(values.slice(ASK_PRICE, ASK_PRICE + 3)).toEqual([101, 101.5, 102]);
    expect(values[ASK_VOLUME + LEVELS - 1]).toBe(100);
  });

  it('gives the same rows with or without header, in any order and case, plain or gzip, LF or CRLF, quoted', async () => {
    const expected = (await read(csvFile([T0, T1]))).rows.map(({ values }) => values);
    const order = [...CSV_COLUMNS.keys()].reverse();
    const shuffled = [CSV_HEADER.toUpperCase().replace('TS', 'Timestamp'), csvLine(T0), csvLine(T1)].map(
      (line) => order.map((at) => line.split(',')[at]).join(','),
    );
    const quoted = csvCells(T1).map((cell) => `"${cell}"`);
    const variants = [
      await read(file(csvLine(T0), csvLine(T1)), 'bare.csv'),
      await read(file(...shuffled), 'shuffled.csv'),
      await read(csvFile([T0, T1]), 'zipped.csv.gz'),
      await read(csvFile([T0, T1]).replaceAll('\n', '\r\n'), 'crlf.csv'),
      await read(file(CSV_HEADER, csvLine(T0), quoted.join(',')), 'quoted.csv'),
      await read(csvFile([T0, T1]).trimEnd(), 'no-last-line-end.csv'),
      await read(`${csvFile([T0, T1])}\n\r\n  \n`, 'blank-lines-at-the-end.csv'),
      await read(file(`id,${CSV_HEADER}`, `1,${csvLine(T0)}`, `2,${csvLine(T1)}`), 'one-more-column.csv'),
    ];
    for (const variant of variants) {
      expect(variant.rows.map(({ values }) => values)).toEqual(expected);
      expect(variant.defects).toEqual([]);
    }
  });

  it('takes the symbol from the rows, else from the option, else from the file name', async () => {
    const named = file(`${CSV_HEADER},symbol`, `${csvLine(T0)},ETH-USD`, `${csvLine(T0)},"BTC,USD"`);
    const bare = file(`${csvLine(T0)},MSFT`, `${csvLine(T1)},AAPL`);
    const symbols = async (content: string, name: string, symbol?: string): Promise<string[]> =>
      (await read(content, name, { symbol })).rows.map((row) => row.symbol);
    expect(await symbols(named, 'any.csv', 'IGNORED')).toEqual(['ETH-USD', 'BTC,USD']);
    expect(await symbols(bare, 'any.csv')).toEqual(['MSFT', 'AAPL']);
    expect(await symbols(csvFile([T0]), 'AAPL_2012-06-21.csv', 'TSLA')).toEqual(['TSLA']);
    expect(await symbols(csvFile([T0]), 'AAPL_2012-06-21.csv.gz')).toEqual(['AAPL']);
    expect(await symbols(csvFile([T0]), 'BTCUSD_PERP_2024-08-08.csv.gz')).toEqual(['BTCUSD_PERP']);
    expect(await symbols(csvFile([T0]), 'msft.csv')).toEqual(['msft']);
  });

  it('takes price 0 with volume 0 for an absent level, and nothing else', async () => {
    const changes = {
      bid_price_9: '0',
      bid_volume_9: '0',
      bid_price_10: '0.0',
      bid_volume_10: '0',
      ask_price_9: '0',
      ask_volume_10: '0',
    };
    const { rows, defects } = await read(file(CSV_HEADER, csvLine(T0, changes)));
    const { values } = rows[0];
    expect([values[BID_PRICE + 8], values[BID_VOLUME + 8]]).toEqual([NaN, 0]);
    expect([values[BID_PRICE + 9], values[BID_VOLUME + 9]]).toEqual([NaN, 0]);
    expect([values[ASK_PRICE + 8], values[ASK_VOLUME + 8]]).toEqual([0, 90]);
    expect([values[ASK_PRICE + 9], values[ASK_VOLUME + 9]]).toEqual([105.5, 0]);
    expect(defects).toEqual([]);
  });

  it('keeps a row whose cells are no numbers, and says where', async () => {
    const bad = { bid_price_2: 'N/A', bid_volume_1: '', ask_price_3: 'NaN', ask_volume_10: '-inf' };
    const { rows, defects } = await read(file(CSV_HEADER, csvLine(T0), csvLine(T1, bad), csvLine(T2)));
    const { values } = rows[1];
    expect(rows).toHaveLength(3);
    expect([
      values[BID_PRICE + 1],
      values[BID_VOLUME],
      values[ASK_PRICE + 2],
      values[ASK_VOLUME + 9],
    ]).toEqual([NaN, NaN, NaN, -Infinity]);
    expect(defects).toEqual([
      { kind: 'cell', row: 1, code: 'TEXT_IN_NUMBER', column: 'bid_price_2', text: 'N/A' },
      { kind: 'cell', row: 1, code: 'EMPTY_FIELD', column: 'bid_volume_1', text: '' },
      { kind: 'cell', row: 1, code: 'NAN', column: 'ask_price_3', text: 'NaN' },
      { kind: 'cell', row: 1, code: 'INF', column: 'ask_volume_10', text: '-inf' },
    ]);
  });

  it('loses a malformed line alone, with its number, its text and what was expected', async () => {
    const short = csvCells(T1).slice(0, 27).join(',');
    const lines = [csvLine(T0), short, `${csvLine(T1)},0`, csvLine('2012-13-45 99:99:99'), csvLine(T2)];
    const { rows, defects } = await read(file(CSV_HEADER, ...lines), 'AAPL.csv');
    expect(rows.map(({ position, sequence }) => [position, sequence])).toEqual([
      [2, 1],
      [6, 2],
    ]);
    const lost = { kind: 'lost', row: 1, symbol: 'AAPL' };
    expect(defects).toEqual([
      {
        ...lost,
        code: 'TRUNCATED_ROW',
        position: 3,
        column: 'ask_price_8',
        text: `${short.slice(0, 79)}…`,
        tsMicros: null,
        issue: '27 fields came, expected 41',
      },
      {
        ...lost,
        code: 'EXTRA_FIELD',
        position: 4,
        column: null,
        text: `${csvLine(T1).slice(0, 79)}…`,
        tsMicros: microsAt(1_000),
        issue: '42 fields came, expected 41',
      },
      {
        ...lost,
        code: 'BAD_TS',
        position: 5,
        column: 'ts',
        text: '2012-13-45 99:99:99',
        tsMicros: null,
        issue:
          'time stamp "2012-13-45 99:99:99" cannot be read, expected YYYY-MM-DD HH:MM:SS[.ffffff] or an epoch',
      },
    ]);
  });

  it('tells an empty line between rows, and a symbol that is none', async () => {
    const header = `${CSV_HEADER},symbol`;
    const rows = [`${csvLine(T0)},A`, '', ' ', `${csvLine(T1)},`, `${csvLine(T1)},B C`, `${csvLine(T2)},A`];
    const result = await read(file(header, ...rows));
    expect(briefDefects(result)).toEqual([
      'TRUNCATED_ROW@3',
      'TRUNCATED_ROW@4',
      'UNDECODABLE@5',
      'UNDECODABLE@6',
    ]);
    expect(result.defects[0]).toMatchObject({
      issue: 'an empty line between rows, expected 42 fields',
      text: '',
    });
    expect(result.defects[3]).toMatchObject({
      column: 'symbol',
      issue: 'symbol "B C" cannot be used, expected 1 to 64 characters without blanks',
    });
  });

  it('agrees with a split and Number on random rows', async () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-9, max: 1e12 }).map(String),
      fc.tuple(fc.nat(999_999), fc.nat(999)).map(([whole, part]) => `${whole}.${part}`),
      fc.integer().map(String),
    );
    const line = fc.array(number, { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        async (lines, batchRows) => {
          const text = file(CSV_HEADER, ...lines.map((cells, at) => [...cells, stampAt(at)].join(',')));
          const { rows } = await read(text, 'random.csv', { batchRows });
          const records: string[][] = parse(text, { from_line: 2 });
          expect(rows).toHaveLength(records.length);
          records.forEach((cells, at) => {
            expect(rows[at].values.slice(1)).toEqual(naiveLevels(cells));
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** The reference: `Number` on every cell, then the rule for absent levels. */
function naiveLevels(cells: readonly string[]): number[] {
  const numbers = cells.slice(0, 40).map(Number);
  return numbers.map((number, at) => {
    const isPrice = at < 10 || (at >= 20 && at < 30);
    return isPrice && number === 0 && numbers[at + 10] === 0 ? NaN : number;
  });
}
