import { type SnapshotSource } from '@genesis/ingest';
import {
  ROW_STRIDE,
  SymbolTable,
  type TimeRange,
  TRADE_ROW,
  TRADE_STRIDE,
  TRADE_TS,
  TS,
} from '@genesis/market';
import { ListSource, type ListedRow } from '../../../../test/support/list-source.js';
import { describeOnBothServers } from '../../testing/test-databases.js';
import { type Database } from '../database.js';
import { loadSource } from '../load/load-source.js';
import { timestampFromMicros } from '../timestamps.js';
import { DatabaseSource, type DatabaseSourceOptions } from './database-source.js';

const START = Date.UTC(2024, 0, 2, 10) * 1_000;
const at = (micros: number): number => START + micros;

interface Seen {
  readonly symbol: string;
  readonly ts: number;
  readonly sequence: number;
  readonly trades: readonly number[];
}

async function rowsOf(source: SnapshotSource, range: TimeRange = {}): Promise<Seen[]> {
  const seen: (Seen & { trades: number[] })[] = [];
  for await (const batch of source.open(range)) {
    const first = seen.length;
    expect(batch.positions.subarray(0, batch.length).every((position) => position === 0)).toBe(true);
    for (let row = 0; row < batch.length; row++) {
      const symbol = batch.symbols.symbolAt(batch.instruments[row]);
      const ts = batch.rows[row * ROW_STRIDE + TS] - START;
      seen.push({ symbol, ts, sequence: batch.sequences[row], trades: [] });
    }
    for (let trade = 0; trade < batch.trades.length; trade++) {
      const place = trade * TRADE_STRIDE;
      seen[first + batch.trades.values[place + TRADE_ROW]].trades.push(
        batch.trades.values[place + TRADE_TS] - START,
      );
    }
  }
  return seen;
}

/** The symbols that the batches of a source know at its end. */
async function tableOf(source: SnapshotSource): Promise<readonly string[]> {
  let symbols: readonly string[] = [];
  for await (const batch of source.open()) symbols = [...batch.symbols.all()];
  return symbols;
}

const keys = (rows: readonly Seen[]): string[] =>
  rows.map(({ ts, symbol, sequence }) => `${ts} ${symbol} ${sequence}`);

describeOnBothServers('a replay from the database', (server, timescale) => {
  let database: Database;

  async function loaded(name: string, rows: readonly ListedRow[], target = database): Promise<void> {
    const source = new ListSource(rows);
    const outcome = await loadSource(target, {
      name,
      contentHash: name,
      source,
      engine: 'test',
      mode: 'append',
    });
    expect(outcome.kind).toBe('loaded');
  }
  const source = (options: DatabaseSourceOptions = {}): DatabaseSource =>
    new DatabaseSource(database, options);

  describe('of three symbols in two loads, with equal stamps', () => {
    const first = [0, 5, 5, 5, 9].flatMap((ts) => [
      { symbol: 'B', tsMicros: at(ts) },
      { symbol: 'A', tsMicros: at(ts) },
    ]);
    const second = [5, 5, 7].map((ts) => ({ symbol: 'C\'"\\', tsMicros: at(ts) }));
    const wanted = [
      ...['0 A 1', '0 B 1'],
      ...['5 A 2', '5 A 3', '5 A 4', '5 B 2', '5 B 3', '5 B 4', `5 C'"\\ 1`, `5 C'"\\ 2`],
      ...[`7 C'"\\ 3`, '9 A 5', '9 B 5'],
    ];

    beforeAll(async () => {
      database = await server().freshDatabase();
      await loaded('first', first);
      await loaded('second', second);
    });

    it.each([1, 2, 3, 1024])('gives all rows by stamp, symbol and row, %s in a batch', async (batchRows) => {
      expect(keys(await rowsOf(source({ batchRows })))).toEqual(wanted);
    });

    it('gives a range with the numbers that its rows have in the whole', async () => {
      const range = { fromMicros: at(5), toMicros: at(7) };
      expect(keys(await rowsOf(source(), range))).toEqual(wanted.slice(2, -2));
      expect(keys(await rowsOf(source(range)))).toEqual(wanted.slice(2, -2));
      expect(keys(await rowsOf(source({ fromMicros: at(7) }), { toMicros: at(8) }))).toEqual([`7 C'"\\ 3`]);
      expect(await rowsOf(source({ fromMicros: at(10) }))).toEqual([]);
      expect(await rowsOf(source({ fromMicros: at(9) }), { toMicros: at(5) })).toEqual([]);
    });

    it('gives the symbols asked for', async () => {
      expect(keys(await rowsOf(source({ symbols: [`C'"\\`] }), { fromMicros: at(6) }))).toEqual([
        `7 C'"\\ 3`,
      ]);
      expect(keys(await rowsOf(source({ symbols: ['A', `C'"\\`] })))).toEqual(
        wanted.filter((key) => !key.includes('B')),
      );
      expect(await rowsOf(source({ symbols: ['none'] }))).toEqual([]);
    });

    it('describes what it would give', async () => {
      expect(await source().describe()).toMatchObject({
        name: expect.stringMatching(/^PostgreSQL at .*\/\w*test_\w+$/),
        format: 'postgresql',
        symbols: ['A', 'B', `C'"\\`],
        fromMicros: at(0),
        toMicros: at(9),
      });
      expect(
        await source({ symbols: ['B', `C'"\\`], fromMicros: at(6), toMicros: at(8) }).describe(),
      ).toMatchObject({
        symbols: [`C'"\\`],
        fromMicros: at(7),
        toMicros: at(7),
      });
      expect(await source({ fromMicros: at(100) }).describe()).toMatchObject({
        symbols: [],
        fromMicros: null,
      });
    });

    it('numbers the symbols alike in every opening, also of a source that goes on with its table', async () => {
      const symbolTable = new SymbolTable();
      const first = source({ symbolTable });
      for (const replay of [first, first, source({ symbolTable })]) {
        let batches = 0;
        for await (const { symbols } of replay.open({ fromMicros: at(7) })) {
          expect(symbols).toBe(symbolTable);
          batches++;
        }
        expect(batches).toBe(1);
      }
      // In the order in which the first opening met them.
      expect(symbolTable.all()).toEqual([`C'"\\`, 'A', 'B']);
    });

    it('ends where it is closed, and can be opened again', async () => {
      const replay = source({ batchRows: 2 });
      const rows = replay.open();
      expect((await rows.next()).value?.length).toBe(2);
      expect(replay.progress()).toEqual({ bytesRead: 2 * 41 * 8, totalBytes: null });
      await replay.close();
      expect((await rows.next()).done).toBe(true);
      expect(await rowsOf(replay)).toHaveLength(wanted.length);
    });
  });

  describe('from the middle of several loads', () => {
    const two = (ts: number): ListedRow[] =>
      ['A', 'B'].flatMap((symbol) => [ts, ts + 1].map((micros) => ({ symbol, tsMicros: at(micros) })));
    const firstNumbers = async (from: number): Promise<string[]> =>
      keys(await rowsOf(source(), { fromMicros: at(from), toMicros: at(from) }));

    beforeAll(async () => {
      database = await server().freshDatabase();
      for (const ts of [0, 10, 20, 30]) await loaded(`from ${ts}`, two(ts));
      await database.dataSource.query(
        `INSERT INTO l2_orderbook (bid_price_1, bid_volume_1, ask_price_1, ts, symbol) VALUES (1, 2, 3, $1, 'B')`,
        [timestampFromMicros(at(15))],
      );
    });

    it('counts every row before it once: of loads before, of the one around it, by hand', async () => {
      expect(await firstNumbers(0)).toEqual(['0 A 1', '0 B 1']);
      expect(await firstNumbers(11)).toEqual(['11 A 4', '11 B 4']);
      expect(await firstNumbers(20)).toEqual(['20 A 5', '20 B 6']);
      expect(await firstNumbers(31)).toEqual(['31 A 8', '31 B 9']);
      const onlyB = source({ symbols: ['B'], fromMicros: at(30), toMicros: at(30) });
      expect(keys(await rowsOf(onlyB))).toEqual(['30 B 8']);
    });

    it('takes whole loads that end before it from their notes, on plain PostgreSQL', async () => {
      const note = (rows: string): Promise<unknown> =>
        database.dataSource.query(`UPDATE loads SET symbol_rows = $1 WHERE name = 'from 10'`, [rows]);
      await note('{1002,2002}');
      expect(await firstNumbers(20)).toEqual(timescale ? ['20 A 5', '20 B 6'] : ['20 A 1005', '20 B 2006']);
      expect(await firstNumbers(11)).toEqual(['11 A 4', '11 B 4']);
      await note('{2,2}');
    });

    it('counts what is there of a load that lost its first rows', async () => {
      await database.dataSource.query('DELETE FROM l2_orderbook WHERE ts < $1', [timestampFromMicros(at(1))]);
      expect(await firstNumbers(20)).toEqual(['20 A 4', '20 B 5']);
    });

    it('can be closed while it counts', async () => {
      await database.bulk(async (client) => {
        await client.query('BEGIN');
        const replay = source();
        // Pages are read without the notes, so that it is the count that waits.
        await client.query('LOCK TABLE loads IN ACCESS EXCLUSIVE MODE');
        const next = replay.open({ fromMicros: at(20) }).next();
        await new Promise((resolve) => setTimeout(resolve, 300));
        await replay.close();
        expect(await next).toMatchObject(timescale ? {} : { done: true });
        await client.query('ROLLBACK');
      });
    });

    it('counts loads whose note does not say the rows of each symbol', async () => {
      await database.dataSource.query('UPDATE loads SET symbol_rows = NULL');
      expect(await firstNumbers(31)).toEqual(['31 A 7', '31 B 8']);
    });
  });

  describe('of what came by hand', () => {
    beforeAll(async () => (database = await server().freshDatabase()));

    it('is nothing where the table is empty', async () => {
      expect(await rowsOf(source())).toEqual([]);
      expect(await source().describe()).toMatchObject({ symbols: [], fromMicros: null, toMicros: null });
    });

    it('takes rows without a symbol, and leaves stamps out that are none', async () => {
      await database.dataSource.query(
        `INSERT INTO l2_orderbook (bid_price_1, bid_volume_1, bid_volume_2, ask_price_1, ts) VALUES (1, 2, 3, 'NaN', $1)`,
        [timestampFromMicros(at(3))],
      );
      const endless = `INSERT INTO l2_orderbook (bid_price_1, bid_volume_1, ts) VALUES (1, 2, 'infinity'), (1, 2, '-infinity')`;
      // A hypertable has no chunk for them.
      if (timescale)
        await expect(database.dataSource.query(endless)).rejects.toThrow('timestamp out of range');
      else await database.dataSource.query(endless);
      const batches = source().open();
      const { value: batch } = await batches.next();
      expect(batch?.length).toBe(1);
      expect(batch?.symbols.all()).toEqual(['DEFAULT']);
      // A size that is missing beside a price is no number; beside no price it is that of an absent level.
      expect([1, 11, 2, 12, 3, 13, 21, 31].map((column) => batch?.rows[column])).toEqual([
        1,
        2,
        NaN,
        3,
        NaN,
        0,
        NaN,
        0,
      ]);
      await batches.return(undefined);
    });

    it('gives a trade to its row only', async () => {
      const [{ row_id: rowId }] = await database.dataSource.query<[{ row_id: number }]>(
        'SELECT row_id FROM l2_orderbook WHERE isfinite(ts)',
      );
      await database.dataSource.query(
        `INSERT INTO l2_trades (ts, symbol, price, size, aggressor, trade_no, snapshot_ts, snapshot_row_id)
         SELECT t.ts::timestamp, 'DEFAULT', 1, 1, 1, t.no, $1, t.id FROM unnest($2::text[], $3::int[], $4::bigint[]) t (ts, no, id)`,
        [
          timestampFromMicros(at(3)),
          [2, 1, 1].map((micros) => timestampFromMicros(at(micros))),
          [2, 1, 1],
          [rowId, rowId, rowId + 1],
        ],
      );
      expect((await rowsOf(source())).map(({ trades }) => trades)).toEqual([[1, 2]]);
    });

    it('knows no symbols but those that it gives, though others have trades or rows before', async () => {
      await loaded('two', [
        { symbol: 'EARLY', tsMicros: at(0) },
        { symbol: 'OTHER', tsMicros: at(10) },
        { symbol: 'OWN', tsMicros: at(10) },
        { symbol: 'OWN', tsMicros: at(20) },
      ]);
      await database.dataSource.query(
        `INSERT INTO l2_trades (ts, symbol, price, size, aggressor, trade_no, snapshot_ts, snapshot_row_id)
         SELECT ts, symbol, 1, 1, 1, 1, ts, row_id FROM l2_orderbook WHERE symbol IN ('OTHER', 'OWN')`,
      );
      const own = { symbol: 'OWN', sequence: 2, ts: 20, trades: [20] };
      for (const symbols of [['OWN'], ['OWN', 'EARLY']]) {
        const chosen = source({ symbols, fromMicros: at(10) });
        expect(await rowsOf(chosen)).toEqual([{ ...own, sequence: 1, ts: 10, trades: [10] }, own]);
        expect(await tableOf(chosen)).toEqual(['OWN']);
      }
      expect(await rowsOf(source({ fromMicros: at(20) }))).toEqual([own]);
      expect(await tableOf(source({ fromMicros: at(20) }))).toEqual(['OWN']);
    });
  });

  describe('of more rows than a page', () => {
    const count = 20_000;
    beforeAll(async () => {
      database = await server().freshDatabase();
      // Long runs of equal stamps across the ends of the pages.
      await loaded(
        'many',
        Array.from({ length: count }, (_, row) => ({
          symbol: row % 3 ? 'A' : 'B',
          tsMicros: at(Math.floor(row / 7_000)),
        })),
      );
    });

    it('skips none and doubles none', async () => {
      const rows = await rowsOf(source());
      expect(rows).toHaveLength(count);
      expect(new Set(keys(rows)).size).toBe(count);
      expect(rows.map(({ ts }) => ts)).toEqual([...rows.map(({ ts }) => ts)].sort((a, b) => a - b));
      for (const symbol of ['A', 'B']) {
        const sequences = rows.filter((row) => row.symbol === symbol).map(({ sequence }) => sequence);
        expect(sequences).toEqual(sequences.map((_, index) => index + 1));
      }
    });

    it('holds no connection while it waits for its reader', async () => {
      const rows = source().open();
      await rows.next();
      // Until the page that is read ahead is there.
      let busy = 1;
      for (let tries = 0; busy > 0 && tries < 6_000; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        [{ busy }] = await database.dataSource.query<[{ busy: number }]>(
          `SELECT count(*)::int AS busy FROM pg_stat_activity
           WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`,
        );
      }
      expect(busy).toBe(0);
      await rows.return(undefined);
    });

    it('says in the middle that the server is gone, after rows that are whole', async () => {
      const { dataSource: saboteur } = await server().open(database.connection.database);
      const rows = source({ batchRows: 1_000 }).open();
      let seen = 0;
      const drained = (async () => {
        for await (const batch of rows) {
          seen += batch.length;
          await saboteur.query(
            'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
          );
          if (seen === 1_000) await saboteur.query('ALTER TABLE l2_orderbook RENAME TO away');
        }
      })();
      await expect(drained).rejects.toThrow(/l2_orderbook.*does not exist|is away/);
      expect(seen).toBeLessThan(count);
      await saboteur.query('ALTER TABLE away RENAME TO l2_orderbook');
    });

    it('notices a server that does not answer any more', async () => {
      // A lock stands for the frozen server: no error, no rows.
      await database.bulk(async (client) => {
        await client.query('BEGIN');
        await client.query('LOCK TABLE l2_orderbook IN ACCESS EXCLUSIVE MODE');
        const frozen = source({ stallMs: 200 });
        await expect(rowsOf(frozen)).rejects.toThrow(/is away: no answer within 200 ms/);
        await expect(frozen.describe()).rejects.toThrow(/is away: no answer within 200 ms/);
        await client.query('ROLLBACK');
      });
      expect(await rowsOf(source({ fromMicros: at(2) }))).toHaveLength(6_000);
    });

    it('can be closed while the server does not answer', async () => {
      await database.bulk(async (client) => {
        await client.query('BEGIN');
        await client.query('LOCK TABLE l2_orderbook IN ACCESS EXCLUSIVE MODE');
        const frozen = source();
        const next = frozen.open().next();
        await new Promise((resolve) => setTimeout(resolve, 100));
        await frozen.close();
        expect((await next).done).toBe(true);
        await client.query('ROLLBACK');
      });
    });
  });

  it.each<[DatabaseSourceOptions, RegExp]>([
    [{ symbols: [] }, /no symbols are given/],
    [{ batchRows: 0 }, /batchRows is 0, allowed: a whole number from 1 on/],
    [{ batchRows: 1.5 }, /batchRows is 1.5/],
    [{ stallMs: 0 }, /stallMs is 0, allowed/],
  ])('refuses %o', (options, message) => {
    expect(() => source(options)).toThrow(message);
  });
});
