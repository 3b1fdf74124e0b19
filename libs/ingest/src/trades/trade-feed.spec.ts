import fc from 'fast-check';
import { collectRows, type CollectedRows } from '../../testing/collected-rows.js';
import { csvFile, microsAt, stampAt } from '../../testing/csv-text.js';
import { ScratchFolder } from '../../testing/scratch-folder.js';
import { type OpenOptions } from '../open-options.js';
import { openSource } from '../open-source.js';
import { UnusableInputError } from '../unusable-input.error.js';
import { tradesBeside } from './trades-name.js';

const folder = new ScratchFolder();

async function read(book: string, options?: OpenOptions): Promise<CollectedRows> {
  return collectRows((await openSource([book], options)).open());
}

describe('trades beside a book', () => {
  it('come with the first row that is not older, in their order', async () => {
    const { trades } = await read('test/fixtures/ok/ABC_2024-01-02.csv', { batchRows: 2 });
    const at = Date.UTC(2024, 0, 2, 10) * 1000;
    expect(trades).toEqual([
      [2, at + 150_000, 101, 5, 1],
      [3, at + 300_000, 100, 2, -1],
      [3, at + 300_000, 100, 3, -1],
    ]);
  });

  it('go with the rows that a search would give them to', async () => {
    const stamps = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        stamps,
        stamps,
        fc.integer({ min: 1, max: 10 }),
        async (rowTimes, tradeTimes, batchRows) => {
          const rows = [...rowTimes].sort((a, b) => a - b);
          const trades = [...tradeTimes].sort((a, b) => a - b);
          const book = folder.write('P.csv', csvFile(rows.map(stampAt)));
          folder.write(
            'P.trades.csv',
            `ts,side,price,size\n${trades.map((at) => `${stampAt(at)},B,1,1\n`).join('')}`,
          );
          const expected = trades
            .map((at) => [rows.findIndex((row) => row >= at), microsAt(at)])
            .filter(([row]) => row >= 0);
          const result = await read(book, { batchRows });
          expect(result.trades.map(([row, ts]) => [row, ts])).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are left where they are not wanted, and taken from where they are said to be', async () => {
    const book = folder.write('Q.csv', csvFile([0, 10].map(stampAt)));
    folder.write('Q.trades.csv.gz', `ts,side,price,size\n${stampAt(5)},B,1,1\n`);
    const elsewhere = folder.write('other.csv', `size,price,side,ts\n7,2,S,${stampAt(5)}\n`);
    expect((await read(book)).trades).toEqual([[1, microsAt(5), 1, 1, 1]]);
    expect((await read(book, { trades: 'none' })).trades).toEqual([]);
    expect((await read(book, { trades: elsewhere })).trades).toEqual([[1, microsAt(5), 2, 7, -1]]);
    await expect(read(book, { trades: folder.at('missing.csv') })).rejects.toThrow(
      'missing.csv: no such file',
    );
  });

  it('cost a line that cannot be read that line alone', async () => {
    const book = folder.write('R.csv', csvFile([0, 10].map(stampAt)));
    const bad = [
      `${stampAt(1)},X,1,1`,
      `${stampAt(1)},B,abc,1`,
      'bad,B,1,1',
      '1,2',
      `${stampAt(1)},B,0,1`,
      `${stampAt(1)},B,1,-1`,
      '',
    ];
    folder.write('R.trades.csv', ['ts,side,price,size', ...bad, `${stampAt(2)},B,9,1`, ''].join('\n'));
    const { trades, defects } = await read(book);
    expect(trades).toEqual([[1, microsAt(2), 9, 1, 1]]);
    expect(defects.map((lost) => 'position' in lost && lost.position)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(defects[0]).toEqual({
      kind: 'lost',
      row: 0,
      code: 'UNDECODABLE',
      file: folder.at('R.trades.csv'),
      position: 2,
      symbol: 'R',
      column: null,
      text: bad[0],
      tsMicros: null,
      issue:
        `line 2 of the trades in ${folder.at('R.trades.csv')} is not ` +
        'ts,side (buy, sell, bid, ask, b or s),price,size with price and size above 0',
    });
  });

  it('name the aggressor by any of six words, in any case', async () => {
    const book = folder.write('W.csv', csvFile([0, 10].map(stampAt)));
    const words = ['b', 'BUY', 'Bid', 's', 'Sell', 'ASK'];
    const text = words.map((word) => `${stampAt(1)},${word},1,1\n`).join('');
    folder.write('W.trades.csv', `ts,side,price,size\n${text}`);
    const { trades, defects } = await read(book);
    expect(trades.map((trade) => trade[4])).toEqual([1, 1, 1, -1, -1, -1]);
    expect(defects).toEqual([]);
  });

  it('are refused where none of the first hundred lines is one', async () => {
    const book = folder.write('N.csv', csvFile([0, 10].map(stampAt)));
    const bad = `${stampAt(1)},long,1,1\n`;
    const path = folder.write('N.trades.csv', `ts,side,price,size\n${bad.repeat(100)}`);
    expect((await read(book)).error).toEqual(
      new UnusableInputError(
        path,
        101,
        'none of the first 100 lines is a trade, expected ' +
          'ts,side (buy, sell, bid, ask, b or s),price,size with price and size above 0',
      ),
    );
    folder.write('N.trades.csv', `ts,side,price,size\n${bad.repeat(99)}${stampAt(2)},buy,1,1\n`);
    expect((await read(book)).error).toBeNull();
  });

  it('tell very many bad lines in bounded batches, each once', async () => {
    const book = folder.write('V.csv', csvFile([0, 10, 20].map(stampAt)));
    const good = (at: number): string => `${stampAt(at)},B,1,1\n`;
    folder.write('V.trades.csv', `ts,side,price,size\n${good(5)}${'bad\n'.repeat(10_000)}${good(15)}`);
    const counts: number[] = [];
    const positions: number[] = [];
    const trades: number[] = [];
    for await (const batch of (await openSource([book])).open()) {
      counts.push(batch.defects.length);
      for (const defect of batch.defects) if (defect.kind === 'lost') positions.push(defect.position);
      trades.push(batch.trades.length);
    }
    expect(counts).toEqual([4096, 4096, 10_000 - 2 * 4096]);
    expect(positions).toEqual(Array.from({ length: 10_000 }, (_, at) => at + 3));
    expect(trades).toEqual([0, 0, 2]);
  });

  it('lose the one stamp that is ahead of those after it, and no other', async () => {
    const book = folder.write(
      'F.csv',
      csvFile(Array.from({ length: 20 }, (_, at) => stampAt(at * 1_000_000))),
    );
    const times = Array.from({ length: 12 }, (_, at) => (at === 3 ? 9_000 : at) * 1_000_000);
    const text = times.map((at) => `${stampAt(at)},B,1,1\n`).join('');
    folder.write('F.trades.csv', `ts,side,price,size\n${text}`);
    for (const batchRows of [1, 256]) {
      const { trades, defects } = await read(book, { batchRows });
      expect(trades.map(([row]) => row)).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11]);
      expect(defects).toMatchObject([{ kind: 'lost', code: 'UNDECODABLE', position: 5 }]);
      expect(defects[0]).toHaveProperty(
        'issue',
        `line 5 of the trades in ${folder.at('F.trades.csv')} has the time stamp 2024-01-02 02:30:00.000000, ` +
          '8992 s ahead of the trades that follow it',
      );
    }
  });

  it('cannot be told apart by symbol, so a book of several symbols takes none', async () => {
    const book = 'test/fixtures/ok/two-symbols.csv';
    expect((await read(book)).trades).toEqual([]);
    await expect(read(book, { trades: 'test/fixtures/ok/ABC_2024-01-02.trades.csv' })).rejects.toThrow(
      'takes no trades beside it, expected a CSV of one symbol',
    );
  });

  it('are looked for beside csv files only', () => {
    expect(tradesBeside('dir/X.csv.gz')).toEqual(['dir/X.trades.csv', 'dir/X.trades.csv.gz']);
    expect(tradesBeside('dir/X.txt')).toEqual([]);
  });
});
