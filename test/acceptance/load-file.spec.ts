import { readFileSync, existsSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ScratchFolder } from '../../libs/ingest/testing/scratch-folder.js';
import { describeOnBothServers } from '../../libs/storage/testing/test-databases.js';
import { runGenesis as genesis } from '../support/run-genesis.js';
import { createSimulatedSource } from '@genesis/ingest';
import { ROW_STRIDE, TRADE_ROW, TRADE_STRIDE } from '@genesis/market';
import { type Database, DatabaseSource, loadSource } from '@genesis/storage';

const folder = new ScratchFolder();
const at = (name: string): string => folder.at(name);
const text = (name: string): string => readFileSync(at(name), 'utf8');

describeOnBothServers('genesis load and export', (server) => {
  let database: Database;
  let lines: string[];

  const { load, exported } = {
    load: (...args: string[]) => genesis(['load', ...args, '--database', url()]),
    exported: (...args: string[]) => genesis(['export', ...args, '--database', url()]),
  };

  function url(): string {
    const { host, port, user, password, database: name } = database.connection;
    const login = `${user}:${encodeURIComponent(password ?? '')}`;
    return `postgres://${login}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
  }

  const counts = async (): Promise<Record<string, number>> => {
    const rows = await database.dataSource.query<[{ counts: Record<string, number> }]>(
      `SELECT json_build_object('rows', (SELECT count(*) FROM l2_orderbook), 'trades', (SELECT count(*) FROM l2_trades),
        'loads', (SELECT count(*) FROM loads), 'instruments', (SELECT coalesce(sum(row_count), 0) FROM instruments)) AS counts`,
    );
    return rows[0].counts;
  };

  /** Every row and every trade of a replay, with its symbol. */
  async function replayed(): Promise<Record<'rows' | 'trades', unknown[][]>> {
    const seen: Record<'rows' | 'trades', unknown[][]> = { rows: [], trades: [] };
    for await (const { rows, instruments, sequences, trades, symbols, length } of new DatabaseSource(
      database,
    ).open()) {
      for (let row = 0; row < length; row++) {
        const values = rows.slice(row * ROW_STRIDE, (row + 1) * ROW_STRIDE);
        seen.rows.push([symbols.symbolAt(instruments[row]), sequences[row], ...values]);
      }
      for (let trade = 0; trade < trades.length; trade++) {
        const values = [...trades.values.slice(trade * TRADE_STRIDE, (trade + 1) * TRADE_STRIDE)];
        const [row] = values.splice(TRADE_ROW, 1);
        seen.trades.push([symbols.symbolAt(instruments[row]), sequences[row], ...values]);
      }
    }
    return seen;
  }

  beforeAll(async () => {
    await genesis(['simulate', at('A.csv'), '--seed', '3', '--minutes', '2', '--quiet']);
    await genesis([
      'simulate',
      at('three.csv'),
      '--seed',
      '4',
      '--minutes',
      '1',
      '--symbols',
      '3',
      '--quiet',
    ]);
    lines = text('A.csv').split('\n').slice(0, -1);
    const trades = lines
      .slice(1, 200)
      .map((line) => `${line.slice(-26)},${line.length % 2 ? 'buy' : 'sell'},10.5,3`);
    folder.write('A.trades.csv', `ts,side,price,size\n${trades.join('\n')}\n`);
  });
  beforeEach(async () => (database = await server().freshDatabase()));

  it('gives back to the byte what was loaded, and again after a second turn', async () => {
    expect(await load(at('A.csv'))).toMatchObject({ code: 0, stderr: '' });
    expect(await exported('--symbol', 'A', at('out.csv'))).toMatchObject({ code: 0, stderr: '' });
    expect(text('out.csv')).toBe(text('A.csv'));
    expect(text('out.trades.csv')).toBe(text('A.trades.csv'));
    database = await server().freshDatabase();
    await load(at('out.csv'), '--symbol', 'A');
    await exported('--symbol', 'A', at('again.csv.gz'));
    expect(gunzipSync(readFileSync(at('again.csv.gz'))).toString()).toBe(text('A.csv'));
    expect(gunzipSync(readFileSync(at('again.trades.csv.gz'))).toString()).toBe(text('A.trades.csv'));
  });

  it('gives several symbols back with their column, or one, or a stretch of time', async () => {
    await load(at('three.csv'));
    await genesis(['convert', at('three.csv'), at('converted.csv')]);
    await exported(at('all.csv'));
    expect(text('all.csv').split('\n').sort()).toEqual(text('converted.csv').split('\n').sort());
    const [first, last] = [10, 30].map((line) => text('all.csv').split('\n')[line].split(',')[40]);
    const { stdout } = await exported('--from', first, '--to', last, '--symbol', 'ACME', at('part.csv'));
    expect(stdout).toMatch(/part\.csv: \d+ rows\n/);
    const stamps = text('part.csv')
      .split('\n')
      .slice(1, -1)
      .map((line) => line.slice(-26));
    expect(stamps.every((stamp) => stamp >= first && stamp <= last)).toBe(true);
    expect(stamps.length).toBeGreaterThan(1);
  });

  it('changes nothing where one of several symbols is exported and put in its own place', async () => {
    const session = { seed: 5, symbols: 2, rate: 10, durationMicros: 60e6 };
    const { symbols } = await createSimulatedSource(session).describe();
    await loadSource(database, {
      ...{ name: 'two', contentHash: 'two', engine: 'test' },
      source: createSimulatedSource(session),
    });
    const before = await replayed();
    for (const symbol of symbols)
      expect(before.trades.filter((of) => of[0] === symbol).length).toBeGreaterThan(5);
    expect(before.rows.length).toBeGreaterThan(1_000);
    const [symbol] = symbols;
    const own = before.rows.filter((of) => of[0] === symbol).length;
    expect((await exported('--symbol', symbol, at('one.csv'))).code).toBe(0);
    expect(await load(at('one.csv'), '--symbol', symbol, '--replace')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`replaced ${own} rows of ${symbol} from two`),
    });
    expect(await replayed()).toEqual(before);
  });

  it('skips what is there, refuses what overlaps, appends and replaces when told so', async () => {
    const rows = lines.length - 1;
    expect((await load(at('A.csv'))).stdout).toMatch(
      /A\.csv: [\d,]+ rows and 199 trades loaded: A 2024-01-02/,
    );
    const once = { rows, trades: 199, loads: 1, instruments: rows };
    expect(await load(at('A.csv'))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /A\.csv: skipped, its content is in the database since .*; --replace loads it again/,
      ),
    });
    expect(await counts()).toEqual(once);
    folder.write('half.csv', `${lines.slice(0, 101).join('\n')}\n`);
    const half = [at('half.csv'), '--symbol', 'A'];
    expect(await load(...half)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /half\.csv: the database holds rows of .*A\.csv for A .*--replace .*--append/,
      ),
    });
    expect(await counts()).toEqual(once);
    expect(await load(...half, '--append')).toMatchObject({ code: 0 });
    expect(await counts()).toEqual({ ...once, rows: rows + 100, loads: 2, instruments: rows + 100 });
    // The first hundred rows of both, then the file's own.
    const replaced = await load(...half, '--replace');
    expect(replaced.stdout).toMatch(/replaced 100 rows of A from .*A\.csv/);
    expect(replaced.stdout).toMatch(/replaced 100 rows of A from .*half\.csv/);
    // The new one, and what is left of the old one.
    expect(await counts()).toMatchObject({ rows, loads: 2, instruments: rows });
    // A.csv is no longer whole, so that it is not skipped.
    expect((await load(at('A.csv'), '--replace')).stdout).toMatch(/replaced/);
    expect(await counts()).toEqual(once);
    await exported('--symbol', 'A', at('replaced.csv'));
    expect(text('replaced.csv')).toBe(text('A.csv'));
  });

  it('leaves bad lines out, and says which and why', async () => {
    const crossed = lines[50].replace(/^[^,]+/, '99999999');
    const bad = [...lines.slice(0, 50), crossed, 'x,"y', ...lines.slice(51)];
    folder.write('bad.csv', `${bad.join('\n')}\n`);
    const { code, stdout } = await load(at('bad.csv'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/bad\.csv: 2 lines rejected \(1 \w+, 1 \w+\), see .*bad\.csv\.rejected\.csv/);
    const [header, first, second, end] = text('bad.csv.rejected.csv').split('\n');
    expect(header).toBe('line,symbol,reason,issue,text');
    expect(first).toMatch(/^51,bad,(CROSSED_BOOK|PRICE_OUTLIER),/);
    expect(first.endsWith(`"${crossed}"`)).toBe(true);
    expect(second).toMatch(/^52,bad,TRUNCATED_ROW,"2 fields came, expected 41","x,""y"$/);
    expect(end).toBe('');
    expect(await counts()).toMatchObject({ rows: lines.length - 2 });
  });

  it('keeps no account of rejected lines once the file has none, and touches no file of others', async () => {
    const rejected = [at('fixed.csv.rejected.csv'), at('fixed.csv.rejected.csv.part')];
    folder.write('fixed.csv', [...lines.slice(0, 50), 'x', ...lines.slice(50), ''].join('\n'));
    await load(at('fixed.csv'));
    expect(text('fixed.csv.rejected.csv')).toMatch(/^line,symbol,reason,issue,text\n51,/);
    // What a killed load leaves.
    folder.write('fixed.csv.rejected.csv.part', 'line,symbol,reason,issue,text\n51,fix');
    folder.write('fixed.csv', `${lines.join('\n')}\n`);
    expect((await load(at('fixed.csv'), '--replace')).code).toBe(0);
    expect(rejected.map((path) => existsSync(path))).toEqual([false, false]);
    folder.write('fixed.csv.rejected.csv', 'a list that someone keeps\n');
    folder.write('fixed.csv', `${lines.slice(0, 100).join('\n')}\n`);
    await load(at('fixed.csv'), '--replace');
    expect(text('fixed.csv.rejected.csv')).toBe('a list that someone keeps\n');
  });

  it('gives the trades of a row that is left out to the next one', async () => {
    const crossed = lines[50].replace(/^[^,]+/, '99999999');
    folder.write('T.csv', `${[...lines.slice(0, 50), crossed, ...lines.slice(51)].join('\n')}\n`);
    folder.write('T.trades.csv', text('A.trades.csv'));
    expect((await load(at('T.csv'))).stdout).toMatch(/and 199 trades loaded/);
    const [{ most }] = await database.dataSource.query<[{ most: number }]>(
      'SELECT max(n)::int AS most FROM (SELECT count(*) AS n FROM l2_trades GROUP BY snapshot_row_id) per_row',
    );
    expect(most).toBe(2);
  });

  it('refuses a file of which nothing can be used', async () => {
    folder.write('none.csv', `${lines[0]}\n${lines[1].replace(/^[^,]+/, '99999999')}\n`);
    expect(await load(at('none.csv'))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/none\.csv: none of its rows can be used \(1 \w+\)/),
    });
    expect(await counts()).toEqual({ rows: 0, trades: 0, loads: 0, instruments: 0 });
    expect(existsSync(at('none.csv.rejected.csv'))).toBe(false);
  });

  it('leaves nothing where it is interrupted', async () => {
    const { code, stdout } = await genesis(['load', at('A.csv'), '--database', url()], {
      signal: AbortSignal.abort(),
    });
    expect({ code, stdout }).toEqual({
      code: 130,
      stdout: `${at('A.csv')}: interrupted, nothing of it was loaded\n`,
    });
    expect(await counts()).toEqual({ rows: 0, trades: 0, loads: 0, instruments: 0 });
  });

  it('lets one of two loads of a file in', async () => {
    const both = await Promise.all([load(at('A.csv')), load(at('A.csv'))]);
    const text = both.map(({ stdout, stderr }) => stdout + stderr).join('');
    expect(text).toMatch(/rows and 199 trades loaded/);
    expect(text).toMatch(/is being loaded by someone else|skipped/);
    expect(await counts()).toMatchObject({ rows: lines.length - 1, loads: 1 });
  });

  it.each<[string[], RegExp]>([
    [['load', 'x.csv', '--replace', '--append'], /--replace and --append exclude each other/],
    [['load', 'x.csv', 'y.csv', '--trades', 't.csv'], /expected auto or none where several/],
    [['export', 'out.txt'], /expected a name that ends in .csv or .csv.gz/],
    [['export', 'out.csv', '--from', '1700000200', '--to', '1700000100'], /--from is later than --to/],
  ])('%j is wrong usage', async (args, message) => {
    expect(await genesis(args)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
  });

  it('says what there is where nothing can be exported', async () => {
    expect((await exported(at('n.csv'))).stderr).toMatch(/the database holds no rows; "genesis load FILE"/);
    await load(at('A.csv'));
    expect(await exported(at('n.csv'), '--symbol', 'B')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no rows of B in that time; there are A/),
    });
    expect(existsSync(at('n.csv'))).toBe(false);
  });
});
