import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME } from '@genesis/market';
import { briefDefects, collectRows, type CollectedRows } from '../../testing/collected-rows.js';
import { microsAt } from '../../testing/csv-text.js';
import { ScratchFolder } from '../../testing/scratch-folder.js';
import { type OpenOptions } from '../open-options.js';
import { openSource } from '../open-source.js';

const folder = new ScratchFolder();
const LEVELS = [...Array(10).keys()].map((level) => String(level).padStart(2, '0'));
const HEADER = [
  'ts_recv,ts_event,rtype,publisher_id,instrument_id,action,side,depth,price,size,flags,ts_in_delta,sequence',
  ...LEVELS.map((n) => `bid_px_${n},ask_px_${n},bid_sz_${n},ask_sz_${n},bid_ct_${n},ask_ct_${n}`),
].join(',');
const INT64_MAX = '9223372036854775807';
const NANOS = `${microsAt(7)}999`;
const DECIMAL = (level: number): string =>
  `${233 - level}.67,${234 + level}.5,${10 + level},${20 + level},1,1`;
const FIXED = (level: number): string =>
  `${233 - level}670000000,${234 + level}500000000,${10 + level},${20 + level},1,1`;

interface Message {
  readonly ts?: string;
  readonly action?: string;
  readonly level?: (level: number) => string;
  readonly end?: string;
}

function line({ ts = NANOS, action = 'A,B,0,233.67,2', level = DECIMAL, end = '' }: Message): string {
  return (
    [ts, ts, '10,2,38', action, '130,166627,11405847', ...LEVELS.map((_, at) => level(at))].join(',') + end
  );
}

async function read(
  lines: readonly string[],
  header = HEADER,
  options: OpenOptions = {},
): Promise<CollectedRows> {
  const source = await openSource([folder.write('mbp.csv', [header, ...lines, ''].join('\n'))], options);
  return collectRows(source.open());
}

describe('Databento MBP-10', () => {
  it('reads decimal prices with ISO stamps and fixed-point prices with epoch stamps alike', async () => {
    const decimal = await read([line({ ts: '2024-01-02T00:00:00.000007999Z' })]);
    const fixed = await read([line({ level: FIXED, action: 'A,B,0,233670000000,2' })]);
    const { values } = decimal.rows[0];
    expect(values[0]).toBe(microsAt(7));
    expect([values[BID_PRICE], values[BID_VOLUME], values[ASK_PRICE], values[ASK_VOLUME]]).toEqual([
      233.67, 10, 234.5, 20,
    ]);
    expect([values[BID_PRICE + 9], values[ASK_PRICE + 9]]).toEqual([224.67, 243.5]);
    expect(fixed.rows[0].values).toEqual(values);
  });

  it('takes a price that is empty or undefined for an absent level', async () => {
    const thin = (empty: string, full: (level: number) => string) => (level: number) =>
      level < 8 ? full(level) : `${empty},${empty},0,0,0,0`;
    const empty = await read([line({ level: thin('', DECIMAL) })]);
    const undefinedPrice = await read([line({ level: thin(INT64_MAX, FIXED) })]);
    for (const { rows, defects } of [empty, undefinedPrice]) {
      expect(rows[0].values.slice(BID_PRICE + 7, BID_PRICE + 10)).toEqual([226.67, NaN, NaN]);
      expect(rows[0].values.slice(ASK_VOLUME + 7, ASK_VOLUME + 10)).toEqual([27, 0, 0]);
      expect(defects).toEqual([]);
    }
    const noSizes = await read([line({ level: (level) => (level < 8 ? DECIMAL(level) : ',,,,,') })]);
    expect(noSizes).toEqual(empty);
  });

  it('still flags a size that is empty where the price is not', async () => {
    const result = await read([
      line({ level: (level) => (level === 3 ? '230.67,237.5,,23,1,1' : DECIMAL(level)) }),
    ]);
    expect(briefDefects(result)).toEqual(['EMPTY_FIELD@2:bid_volume_4']);
  });

  it('gives trades with the aggressor that the venue names', async () => {
    const trades = ['T,B,0,234.5,3', 'T,A,0,233.67,4', 'T,N,0,234,5', 'F,A,0,233.67,4', 'C,B,0,233.67,4'];
    const decimal = await read(trades.map((action) => line({ action })));
    expect(decimal.trades).toEqual([
      [0, microsAt(7), 234.5, 3, 1],
      [1, microsAt(7), 233.67, 4, -1],
      [2, microsAt(7), 234, 5, 0],
    ]);
    const fixed = await read([line({ level: FIXED, action: 'T,B,0,234500000000,3' })]);
    expect(fixed.trades).toEqual([[0, microsAt(7), 234.5, 3, 1]]);
  });

  it('loses a trade that cannot be read, with its line', async () => {
    const result = await read([line({ action: 'T,X,0,1,1' }), line({ action: 'T,B,0,,1' }), line({})]);
    expect(result.rows).toHaveLength(1);
    expect(briefDefects(result)).toEqual(['UNDECODABLE@2', 'UNDECODABLE@3']);
  });

  it('names rows by symbol, else by the option, else by the instrument id', async () => {
    const symbolOf = async (header: string, end: string, options?: OpenOptions): Promise<string> =>
      (await read([line({ end })], header, options)).rows[0].symbol;
    expect(await symbolOf(`${HEADER},symbol`, ',AAPL')).toBe('AAPL');
    expect(await symbolOf(HEADER, '', { symbol: 'MSFT' })).toBe('MSFT');
    expect(await symbolOf(HEADER, '')).toBe('38');
  });

  it('refuses a header that lacks what it needs', async () => {
    await expect(read([line({})], HEADER.replace('ts_event', 'ts_other'))).rejects.toThrow(
      /mbp\.csv:1: the header lacks the column ts_event; it is "ts_recv,ts_other/,
    );
  });
});
