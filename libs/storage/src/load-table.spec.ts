import { TestServer } from '../testing/test-database.js';
import { type Database } from './database.js';
import { attachLoadTable, createLoadTable, dropLoadRows, ROW_IDS_PER_LOAD } from './load-table.js';

const SECOND = 1_000_000;

/** A load of `rows` rows of a symbol, one a second from `fromSeconds`. */
async function load(
  database: Database,
  id: number,
  symbol: string,
  fromSeconds: number,
  rows = 3,
): Promise<void> {
  await database.bulk(async (client) => {
    await client.query('BEGIN');
    const { table } = await createLoadTable(client, id);
    await client.query(
      `INSERT INTO ${table} (bid_price_1, ask_price_1, ts, symbol, row_id)
       SELECT 10, 11, timestamp 'epoch' + ($1::int + g) * interval '1 second', $2, $3::bigint + g
       FROM generate_series(1, $4::int) g`,
      [fromSeconds, symbol, id * ROW_IDS_PER_LOAD, rows],
    );
    const extent = { fromMicros: (fromSeconds + 1) * SECOND, toMicros: (fromSeconds + rows) * SECOND };
    await attachLoadTable(client, id, { ...extent, symbols: [symbol] });
    await client.query('COMMIT');
  });
}

async function planOf(database: Database, statement: string, values: unknown[]): Promise<string> {
  return database.bulk(async (client) => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (COSTS OFF) ${statement}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

describe('the table of a load on plain PostgreSQL', () => {
  let server: TestServer;
  let database: Database;

  beforeAll(async () => {
    server = await TestServer.start();
    database = await server.freshDatabase();
    await load(database, 1, 'AAPL', 1_000);
    await load(database, 2, 'MSFT', 2_000);
    await load(database, 3, "O'NEIL", 1_000);
  });
  afterAll(() => server.stop());

  it('reads a page of a replay by the index as soon as the load is there', async () => {
    const fresh = await server.freshDatabase();
    await load(fresh, 1, 'AAPL', 1_000, 100_000);
    const statistics: { columns: string[] }[] = await fresh.dataSource.query(
      `SELECT array_agg(attname::text ORDER BY attname) AS columns FROM pg_stats WHERE tablename = 'l2_orderbook_load_1'`,
    );
    expect(statistics[0].columns).toEqual(['row_id', 'symbol', 'ts']);
    const page = await planOf(
      fresh,
      `SELECT * FROM l2_orderbook WHERE ts >= timestamp 'epoch' + interval '2000 seconds'
       ORDER BY ts, symbol, row_id LIMIT 8192`,
      [],
    );
    expect(page).toContain('Index Scan');
    expect(page).not.toMatch(/-> \s*(Sort|Seq Scan|Bitmap)/);
  });

  it('shows the rows of all loads and those by hand together, in the order of a replay', async () => {
    await database.dataSource.query(
      `INSERT INTO l2_orderbook (bid_price_1, ts) VALUES (9, timestamp 'epoch' + interval '1002 seconds')`,
    );
    const rows: { ts: number; symbol: string }[] = await database.dataSource.query(
      'SELECT ts, symbol FROM l2_orderbook ORDER BY ts, symbol, row_id',
    );
    expect(rows.map(({ ts, symbol }) => `${ts / SECOND} ${symbol}`)).toEqual([
      '1001 AAPL',
      "1001 O'NEIL",
      '1002 AAPL',
      '1002 DEFAULT',
      "1002 O'NEIL",
      '1003 AAPL',
      "1003 O'NEIL",
      '2001 MSFT',
      '2002 MSFT',
      '2003 MSFT',
    ]);
  });

  it('is left out by queries for other times, and for other symbols', async () => {
    const byTime = await planOf(database, 'SELECT * FROM l2_orderbook WHERE ts >= $1', [
      '1970-01-01 00:30:00',
    ]);
    expect(byTime).toContain('l2_orderbook_load_2');
    expect(byTime).not.toMatch(/l2_orderbook_load_[13]/);
    const bySymbol = await planOf(database, 'SELECT * FROM l2_orderbook WHERE symbol = $1', ['AAPL']);
    expect(bySymbol).toContain('l2_orderbook_load_1');
    expect(bySymbol).not.toMatch(/l2_orderbook_load_[23]/);
  });

  it('goes away alone', async () => {
    const id = 9;
    await load(database, id, 'GOOG', 5_000);
    await database.bulk((client) => dropLoadRows(client, id));
    const [{ count }]: { count: number }[] = await database.dataSource.query(
      `SELECT count(*) FROM l2_orderbook WHERE symbol IN ('AAPL', 'GOOG')`,
    );
    expect(count).toBe(3);
  });

  it('is not there after a load that failed', async () => {
    await expect(load(database, 10, 'TSLA', 1_000, 0)).resolves.toBeUndefined();
    await expect(load(database, 10, 'TSLA', 1_000)).rejects.toThrow(/already exists/);
    await expect(load(database, 0, 'TSLA', 1_000)).rejects.toThrow(
      'load id is 0, expected a whole number from 1',
    );
    const tables: unknown[] = await database.dataSource.query(
      `SELECT FROM pg_inherits WHERE inhparent = 'l2_orderbook'::regclass`,
    );
    expect(tables).toHaveLength(5);
  });

  it('refuses an extent that does not cover its rows', async () => {
    const wrong = database.bulk(async (client) => {
      await client.query('BEGIN');
      const { table } = await createLoadTable(client, 11);
      await client.query(`INSERT INTO ${table} (ts, symbol, row_id) VALUES ('2025-01-01', 'A', $1)`, [
        11 * ROW_IDS_PER_LOAD + 1,
      ]);
      await attachLoadTable(client, 11, { fromMicros: 0, toMicros: 1, symbols: ['A'] });
    });
    await expect(wrong).rejects.toThrow(/violated by some row/);
  });
});
