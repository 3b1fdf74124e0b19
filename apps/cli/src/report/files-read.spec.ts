import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { filesRead, type ReadingOptions } from './files-read.js';

const PAIR = 'AAPL_2012-06-21_34200000_37800000';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'genesis-read-'));
  for (const name of ['book.csv', 'book.trades.csv', `${PAIR}_message_1.csv`, `${PAIR}_orderbook_1.csv`]) {
    writeFileSync(join(folder, name), 'bid_price_1,ts\n1,2\n');
  }
  writeFileSync(join(folder, 'many.csv'), 'bid_price_1,ts,symbol\n1,2,A\n');
  writeFileSync(join(folder, 'many.trades.csv'), 'ts\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(names: readonly string[], options: ReadingOptions): Promise<string[]> {
  const paths = names.map((name) => join(folder, name));
  return (await filesRead(paths, options)).map((path) => basename(path));
}

describe('filesRead', () => {
  it.each(['message', 'orderbook'])('names both halves of a LOBSTER pair, given the %s', async (kind) => {
    const other = kind === 'message' ? 'orderbook' : 'message';
    const given = `${PAIR}_${kind}_1.csv`;
    expect(await read([given], { format: 'lobster', trades: 'auto' })).toEqual([
      given,
      `${PAIR}_${other}_1.csv`,
    ]);
  });

  it('names each file once', async () => {
    const both = [`${PAIR}_message_1.csv`, `${PAIR}_orderbook_1.csv`];
    expect(await read(both, { format: 'lobster', trades: 'auto' })).toEqual(both);
  });

  it('names the trades beside a book of one symbol, unless they are left or others are given', async () => {
    const csv = { format: 'csv' } as const;
    expect(await read(['book.csv'], { ...csv, trades: 'auto' })).toEqual(['book.csv', 'book.trades.csv']);
    expect(await read(['book.csv'], { ...csv, trades: 'none' })).toEqual(['book.csv']);
    expect(await read(['book.csv'], { ...csv, trades: 'other.csv' })).toEqual(['book.csv', 'other.csv']);
    expect(await read(['many.csv'], { ...csv, trades: 'auto' })).toEqual(['many.csv']);
  });
});
