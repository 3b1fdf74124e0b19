import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, SnapshotBatch, SymbolTable } from '@genesis/market';
import { collectRows } from '../../testing/collected-rows.js';
import { CSV_HEADER, csvFile, stampAt } from '../../testing/csv-text.js';
import { ScratchFolder } from '../../testing/scratch-folder.js';
import { openSource } from '../open-source.js';
import { rowText } from './row-text.js';
import { SnapshotCsvWriter, type SnapshotCsvOptions } from './snapshot-csv-writer.js';

const folder = new ScratchFolder();
const REAL_HEAD = '../shared/data/l2/AAPL_2012-06-21.head500.csv';

async function convert(from: string, to: string, options?: SnapshotCsvOptions): Promise<void> {
  const writer = new SnapshotCsvWriter(to, options);
  for await (const batch of (await openSource([from])).open()) await writer.write(batch);
  await writer.close();
}

async function expectSameBytes(path: string): Promise<void> {
  const out = folder.at('out.csv');
  await convert(path, out);
  expect(readFileSync(out, 'utf8')).toBe(readFileSync(path, 'utf8'));
  expect(existsSync(`${out}.part`)).toBe(false);
}

describe('SnapshotCsvWriter', () => {
  const whereData = existsSync(REAL_HEAD) ? it : it.skip;

  it('writes a fixture back byte for byte', () => expectSameBytes('test/fixtures/ok/ABC_2024-01-02.csv'));

  whereData('writes the head of a real file back byte for byte', () => expectSameBytes(REAL_HEAD));

  it('keeps the symbols of several, and compresses by name', async () => {
    const path = 'test/fixtures/ok/two-symbols.csv';
    const out = folder.at('two.csv.gz');
    await convert(path, out, { symbolColumn: true });
    expect(gunzipSync(readFileSync(out)).toString()).toBe(readFileSync(path, 'utf8'));
  });

  it('quotes a symbol with a comma so that it reads back', async () => {
    const batch = new SnapshotBatch(1, new SymbolTable(['A,B']));
    batch.length = 1;
    const writer = new SnapshotCsvWriter(folder.at('quoted.csv'), { symbolColumn: true });
    await writer.write(batch);
    await writer.close();
    const { rows } = await collectRows((await openSource([folder.at('quoted.csv')])).open());
    expect(rows.map(({ symbol }) => symbol)).toEqual(['A,B']);
  });

  it('writes an absent level as 0,0 and keeps what is no number', () => {
    const batch = new SnapshotBatch(1, new SymbolTable(['A']));
    batch.rows[BID_PRICE] = NaN;
    batch.rows[BID_PRICE + 1] = NaN;
    batch.rows[BID_VOLUME + 1] = 5;
    batch.rows[ASK_PRICE] = 0.1 + 0.2;
    batch.rows[ASK_VOLUME] = Infinity;
    batch.rows[ASK_VOLUME + 1] = -Infinity;
    const cells = rowText(batch.rows, 0).split(',');
    expect([cells[0], cells[10], cells[1], cells[11]]).toEqual(['0', '0', 'nan', '5']);
    expect([cells[20], cells[30], cells[31], cells[40]]).toEqual([
      '0.30000000000000004',
      'inf',
      '-inf',
      '1970-01-01 00:00:00.000000',
    ]);
  });

  it('waits for the disk and loses nothing on the way', async () => {
    const stamps = Array.from({ length: 20_000 }, (_, at) => stampAt(at));
    const path = folder.write('many.csv', csvFile(stamps));
    await convert(path, folder.at('many-out.csv'));
    expect(readFileSync(folder.at('many-out.csv'), 'utf8')).toBe(readFileSync(path, 'utf8'));
  });

  it('writes the header of a file without rows', async () => {
    const writer = new SnapshotCsvWriter(folder.at('none.csv'));
    await writer.close();
    expect(readFileSync(folder.at('none.csv'), 'utf8')).toBe(`${CSV_HEADER}\n`);
  });

  it('leaves nothing behind when given up, and what stood there before as it was', async () => {
    const out = folder.write('kept.csv', 'before');
    const writer = new SnapshotCsvWriter(out);
    await writer.write(new SnapshotBatch(1, new SymbolTable()));
    await writer.abort();
    expect(readFileSync(out, 'utf8')).toBe('before');
    expect(existsSync(`${out}.part`)).toBe(false);
    await expect(writer.write(new SnapshotBatch(1, new SymbolTable()))).rejects.toThrow();
  });

  it('leaves nothing behind where it cannot have its name', async () => {
    mkdirSync(folder.at('taken.csv/full'), { recursive: true });
    const writer = new SnapshotCsvWriter(folder.at('taken.csv'));
    await expect(writer.close()).rejects.toThrow();
    expect(existsSync(folder.at('taken.csv.part'))).toBe(false);
  });

  it('passes on what the file system says', async () => {
    const writer = new SnapshotCsvWriter(folder.at('no-such-folder/out.csv'));
    await expect(writer.close()).rejects.toThrow('ENOENT');
  });
});
