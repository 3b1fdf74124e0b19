import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME } from '@genesis/market';
import { briefDefects, collectRows, type CollectedRows } from '../../testing/collected-rows.js';
import { ScratchFolder } from '../../testing/scratch-folder.js';
import { openSource } from '../open-source.js';

const folder = new ScratchFolder();
const T0 = 1_598_918_403_696_000;

function header(levels: number): string {
  const columns = [...Array(levels).keys()].map(
    (n) => `asks[${n}].price,asks[${n}].amount,bids[${n}].price,bids[${n}].amount`,
  );
  return ['exchange,symbol,timestamp,local_timestamp', ...columns].join(',');
}

function line(symbol: string, ts: number, levels: number): string {
  const cells = [...Array(levels).keys()].map((n) => `${101 + n},${n + 1},${100 - n}.5,${n + 2}`);
  return ['binance-futures', symbol, ts, ts + 9, ...cells].join(',');
}

async function read(...lines: string[]): Promise<CollectedRows> {
  return collectRows((await openSource([folder.write('tardis.csv', `${lines.join('\n')}\n`)])).open());
}

describe('Tardis book snapshots', () => {
  it('fills five levels and leaves the others absent', async () => {
    const { rows, defects } = await read(header(5), line('BTCUSDT', T0, 5));
    const { values, symbol } = rows[0];
    expect([values[0], symbol]).toEqual([T0, 'BTCUSDT']);
    expect(values.slice(ASK_PRICE, ASK_PRICE + 6)).toEqual([101, 102, 103, 104, 105, NaN]);
    expect(values.slice(BID_PRICE + 3, BID_PRICE + 6)).toEqual([97.5, 96.5, NaN]);
    expect(values.slice(BID_VOLUME + 4, BID_VOLUME + 10)).toEqual([6, 0, 0, 0, 0, 0]);
    expect(defects).toEqual([]);
  });

  it('uses the first ten of twenty-five levels', async () => {
    const { rows } = await read(header(25), line('BTCUSDT', T0, 25));
    expect(rows[0].values.slice(ASK_VOLUME, ASK_VOLUME + 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('keeps several symbols apart, each with its own sequence', async () => {
    const { rows } = await read(header(5), line('A', T0, 5), line('B', T0 + 1, 5), line('A', T0 + 2, 5));
    expect(rows.map(({ symbol, sequence }) => `${symbol}${sequence}`)).toEqual(['A1', 'B1', 'A2']);
  });

  it('takes empty cells for absent levels', async () => {
    const thin = line('A', T0, 5).split(',').slice(0, -4).join(',') + ',,,,';
    const result = await read(header(5), thin);
    expect(result.rows[0].values[ASK_PRICE + 4]).toBeNaN();
    expect(result.rows[0].values[BID_VOLUME + 4]).toBe(0);
    expect(result.defects).toEqual([]);
  });
});

describe('Tardis incremental_book_L2', () => {
  const HEADER = 'exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount';
  const change = (
    at: number,
    snapshot: boolean,
    side: string,
    price: number | string,
    amount: number,
  ): string => `deribit,BTC,${T0 + at},${T0 + at + 5},${snapshot},${side},${price},${amount}`;
  const snapshot = [
    change(0, true, 'ask', 102, 1),
    change(0, true, 'ask', 101, 2),
    change(0, true, 'bid', 99, 3),
    change(0, true, 'bid', 100, 4),
  ];

  it('gives one snapshot a message, best levels first', async () => {
    const { rows } = await read(
      HEADER,
      ...snapshot,
      change(10, false, 'bid', 100, 0),
      change(10, false, 'ask', 101.5, 7),
    );
    expect(rows).toHaveLength(2);
    expect(rows.map(({ position, values }) => [position, values[0]])).toEqual([
      [5, T0],
      [7, T0 + 10],
    ]);
    const [first, second] = rows.map(({ values }) => values);
    expect([...first.slice(BID_PRICE, BID_PRICE + 3), ...first.slice(ASK_VOLUME, ASK_VOLUME + 3)]).toEqual([
      100,
      99,
      NaN,
      2,
      1,
      0,
    ]);
    expect([...second.slice(BID_PRICE, BID_PRICE + 2), ...second.slice(ASK_PRICE, ASK_PRICE + 3)]).toEqual([
      99,
      NaN,
      101,
      101.5,
      102,
    ]);
  });

  it('changes the volume at a price, and starts anew with each snapshot', async () => {
    const again = [change(20, true, 'ask', 105, 1), change(20, true, 'bid', 104, 1)];
    const { rows } = await read(HEADER, ...snapshot, change(10, false, 'ask', 101, 9), ...again);
    expect(rows[1].values[ASK_VOLUME]).toBe(9);
    expect(rows[2].values.slice(BID_PRICE, BID_PRICE + 2)).toEqual([104, NaN]);
  });

  it('does not guess a book before its first snapshot, and loses lines that cannot be read', async () => {
    const result = await read(
      HEADER,
      change(-10, false, 'ask', 101, 9),
      ...snapshot,
      change(10, false, 'offer', 101, 9),
      change(10, false, 'ask', 'x', 9),
      'deribit,BTC',
      change(10, false, 'ask', 101, 9).replace(String(T0 + 10), ''),
      '',
    );
    expect(result.rows).toHaveLength(1);
    expect(briefDefects(result)).toEqual([
      'UNDECODABLE@2',
      'UNDECODABLE@7',
      'UNDECODABLE@8',
      'TRUNCATED_ROW@9',
      'BAD_TS@10',
    ]);
    expect(result.defects[0]).toMatchObject({
      issue: 'a change before the first snapshot of its book',
      symbol: 'BTC',
    });
  });
});
