import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { gunzipSync } from 'node:zlib';
import { briefDefects, collectRows, type CollectedRows } from '../testing/collected-rows.js';
import { openSource } from './open-source.js';

const DATA = '../shared/data';
// The data are not part of the repository; without them there is nothing to compare with.
const whereData = existsSync(DATA) ? describe : describe.skip;

async function read(path: string): Promise<CollectedRows> {
  return collectRows((await openSource([`${DATA}/${path}`])).open());
}

function textOf(path: string): string {
  const bytes = readFileSync(`${DATA}/${path}`);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
}

function lineCount(path: string): number {
  return textOf(path).trimEnd().split('\n').length;
}

/** First place where two results differ, null where they do not; a matcher over millions of numbers takes minutes. */
function difference(a: CollectedRows, b: CollectedRows, rows: number): string | null {
  for (let row = 0; row < rows; row++) {
    const other = b.rows[row].values;
    const slot = a.rows[row].values.findIndex((value, at) => !Object.is(value, other[at]));
    if (slot >= 0) return `row ${row}, slot ${slot}`;
  }
  return null;
}

whereData('real files', () => {
  const books = existsSync(DATA)
    ? ['l2', 'bench'].flatMap((folder) =>
        readdirSync(`${DATA}/${folder}`)
          .filter((name) => name.includes('.csv') && !name.includes('.trades.'))
          .map((name) => `${folder}/${name}`),
      )
    : [];

  it.each(books)('%s gives a row for each of its lines, in order', async (path) => {
    const { rows, defects, error } = await read(path);
    expect(error).toBeNull();
    expect(rows).toHaveLength(lineCount(path) - 1);
    expect(defects).toEqual([]);
    expect(rows.every(({ sequence, position }, at) => sequence === at + 1 && position === at + 2)).toBe(true);
  });

  it('the head of the AAPL file is read as csv-parse reads it', async () => {
    const path = 'l2/AAPL_2012-06-21.head500.csv';
    const records: string[][] = parse(textOf(path), { from_line: 2 });
    const { rows } = await read(path);
    expect(rows).toHaveLength(records.length);
    records.forEach((cells, at) => {
      const { values } = rows[at];
      expect(values.slice(1)).toEqual(cells.slice(0, 40).map(Number));
      expect(values[0]).toBe(Date.parse(`${cells[40].slice(0, 19)}Z`) * 1000 + Number(cells[40].slice(20)));
    });
  });

  it('the LOBSTER pair equals the AAPL file row by row, trades included', async () => {
    const lobster = await read('lobster/AAPL_2012-06-21_34200000_37800000_message_10.csv.gz');
    const csv = await read('l2/AAPL_2012-06-21.csv.gz');
    expect(lobster.rows).toHaveLength(72_909);
    expect(csv.rows).toHaveLength(72_909);
    expect(difference(lobster, csv, 72_909)).toBeNull();
    const withoutRow = ({ trades }: CollectedRows): number[][] => trades.map(([, ...trade]) => trade);
    expect(withoutRow(lobster)).toEqual(withoutRow(csv));
    expect(lobster.trades).toHaveLength(6_268);
  });

  it("LOBSTER's own files equal the beginning of the rebuilt ones", async () => {
    const own = await read('lobster/official_head/AAPL_2012-06-21_34200000_57600000_orderbook_10.csv');
    const rebuilt = await read('lobster/AAPL_2012-06-21_34200000_37800000_orderbook_10.csv.gz');
    expect(own.rows).toHaveLength(999);
    expect(difference(own, rebuilt, 999)).toBeNull();
  });

  it('the Databento file equals the pre-market file row by row', async () => {
    const databento = await read('native/databento/AAPL_2024-10-21_xnas-itch_mbp-10.csv.gz');
    const csv = await read('l2/AAPL_2024-10-21_premarket.csv.gz');
    expect(databento.rows).toHaveLength(3_000);
    expect(csv.rows).toHaveLength(3_000);
    expect(difference(databento, csv, 3_000)).toBeNull();
    expect(databento.trades).toHaveLength(159);
  });

  it.each([
    ['native/tardis/binance-futures_book_snapshot_25_BTCUSDT.csv', 10],
    ['native/tardis/binance-futures_book_snapshot_5_BTCUSDT.csv', 10],
    ['native/tardis/deribit_incremental_book_L2_BTC-PERPETUAL.csv', 1],
  ])('%s gives %d rows', async (path, count) => {
    const { rows, defects, error } = await read(path);
    expect([rows.length, defects, error]).toEqual([count, [], null]);
  });

  it('the faults that a decoder can see are found on their lines, and no others', async () => {
    const visible: Readonly<Record<string, (line: Fault) => string>> = {
      EMPTY_FIELD: cell,
      TEXT_IN_NUMBER: cell,
      NAN: cell,
      INF: cell,
      TRUNCATED_ROW: line,
      EXTRA_FIELD: line,
      BAD_TS: line,
      OUT_OF_ORDER_TS: (fault) => `late@${fault.line}`,
    };
    const labels = textOf('faults/AAPL_2012-06-21.faults.jsonl').trimEnd().split('\n');
    const expected = labels
      .map((text) => JSON.parse(text) as Fault)
      .flatMap((fault) => visible[fault.fault]?.(fault) ?? []);
    const found = briefDefects(await read('faults/AAPL_2012-06-21.faults.csv.gz')).map((text) =>
      text.replace(/^(?:REORDERED|OUT_OF_ORDER_TS)@(\d+).*/, 'late@$1'),
    );
    expect(found.sort()).toEqual(expected.sort());
  });
});

interface Fault {
  readonly fault: string;
  readonly line: number;
  readonly column: string | null;
}

function cell(fault: Fault): string {
  return `${fault.fault}@${fault.line}:${fault.column}`;
}

function line(fault: Fault): string {
  return `${fault.fault}@${fault.line}`;
}
