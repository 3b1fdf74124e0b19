import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { describeOnBothServers } from '../testing/test-databases.js';
import { type Database } from './database.js';
import { attachLoadTable, createLoadTable, ROW_IDS_PER_LOAD } from './load-table.js';

const DAYS = 20;
const ROWS_PER_DAY = 2_000;
const DAY_SECONDS = 86_400;
const FIRST_DAY_SECONDS = Date.UTC(2025, 0, 1) / 1000;
const MICROS = 1_000_000;

/** Twenty days of two symbols, one load a day, as `genesis load` brings them. */
async function fill(database: Database): Promise<void> {
  for (let day = 0; day < DAYS; day++) {
    await database.bulk(async (client) => {
      const from = FIRST_DAY_SECONDS + day * DAY_SECONDS;
      await client.query('BEGIN');
      const { table } = await createLoadTable(client, day + 1);
      await client.query(
        `INSERT INTO ${table} (bid_price_1, bid_volume_1, ask_price_1, ask_volume_1, ts, symbol, row_id)
         SELECT 100, 5, 101, 7, timestamp 'epoch' + ($1::int + g) * interval '1 second',
           CASE g % 2 WHEN 0 THEN 'AAPL' ELSE 'MSFT' END, $2::bigint + g FROM generate_series(1, $3::int) g`,
        [from, (day + 1) * ROW_IDS_PER_LOAD, ROWS_PER_DAY],
      );
      await attachLoadTable(client, day + 1, {
        fromMicros: (from + 1) * MICROS,
        toMicros: (from + ROWS_PER_DAY) * MICROS,
        symbols: ['AAPL', 'MSFT'],
      });
      await client.query('COMMIT');
    });
  }
  await database.dataSource.query('ANALYZE l2_orderbook');
}

async function planOf(database: Database, statement: string, values: unknown[] = []): Promise<string> {
  return database.bulk(async (client) => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ${statement}`,
      values,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

/** The tables of days, i.e. partitions or chunks, that a plan reads. */
function daysRead(plan: string): number {
  const names = [...plan.matchAll(/ on (?:\w+\.)?(l2_orderbook_load_\d+|_hyper_\d+_\d+_chunk)/g)];
  return new Set(names.map(([, name]) => name)).size;
}

describeOnBothServers('l2_orderbook', (server) => {
  let database: Database;
  beforeAll(async () => {
    database = await server().freshDatabase();
    await fill(database);
  });

  it('gives the newest rows first from the index, without reading the rest', async () => {
    const plan = await planOf(database, 'SELECT * FROM l2_orderbook ORDER BY ts DESC LIMIT 10');
    expect(plan).toMatch(/Index Scan Backward|Index Only Scan Backward/);
    expect(plan).not.toMatch(/Seq Scan|Sort Method/);
    const rows: { ts: number }[] = await database.dataSource.query(
      'SELECT ts FROM l2_orderbook ORDER BY ts DESC LIMIT 2',
    );
    const last = FIRST_DAY_SECONDS + (DAYS - 1) * DAY_SECONDS + ROWS_PER_DAY;
    expect(rows.map(({ ts }) => ts / MICROS)).toEqual([last, last - 1]);
  });

  it('gives the newest rows of one symbol from the index', async () => {
    const plan = await planOf(
      database,
      'SELECT * FROM l2_orderbook WHERE symbol = $1 ORDER BY ts DESC LIMIT 10',
      ['AAPL'],
    );
    expect(plan).toMatch(/Index Scan Backward/);
    expect(plan).not.toMatch(/Seq Scan|Sort Method/);
  });

  it('reads the last seven days and leaves the other tables out', async () => {
    const from = new Date((FIRST_DAY_SECONDS + (DAYS - 7) * DAY_SECONDS) * 1000).toISOString().slice(0, 19);
    const plan = await planOf(database, 'SELECT * FROM l2_orderbook WHERE ts >= $1', [
      from.replace('T', ' '),
    ]);
    expect(daysRead(plan)).toBe(7);
  });

  it('is read in the order of a replay by the index, from wherever it goes on', async () => {
    const at = FIRST_DAY_SECONDS + (DAYS - 1) * DAY_SECONDS;
    const plan = await planOf(
      database,
      `SELECT * FROM l2_orderbook WHERE ts >= $1 AND (ts, symbol, row_id) > ($1, $2, $3)
       ORDER BY ts, symbol, row_id LIMIT 100`,
      [new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' '), 'AAPL', 1],
    );
    expect(plan).toMatch(/Index Scan/);
    expect(plan).not.toMatch(/Seq Scan|Sort Method/);
    expect(daysRead(plan)).toBe(1);
  });

  it("takes the predecessor's documented COPY as it is", async () => {
    const own = await server().freshDatabase();
    const header = readFileSync('test/fixtures/ok/ABC_2024-01-02.csv', 'utf8').split('\n', 1)[0];
    const statement = `COPY l2_orderbook (${header}) FROM STDIN CSV HEADER`;
    const text = readFileSync('test/fixtures/ok/ABC_2024-01-02.csv');
    await own.bulk((client) => pipeline(Readable.from([text]), client.query(copyFrom(statement))));
    const rows: Record<string, unknown>[] = await own.dataSource.query(
      'SELECT symbol, row_id, ts, bid_price_1, ask_volume_10 FROM l2_orderbook ORDER BY ts, symbol, row_id',
    );
    const lines = text.toString().trimEnd().split('\n').slice(1);
    expect(rows).toHaveLength(lines.length);
    expect(rows.map(({ bid_price_1: price }) => price)).toEqual(
      lines.map((line) => Number(line.split(',')[0])),
    );
    expect(new Set(rows.map(({ symbol }) => symbol))).toEqual(new Set(['DEFAULT']));
    for (const { row_id: rowId } of rows) expect(rowId).toBeLessThan(ROW_IDS_PER_LOAD);
  });
});
