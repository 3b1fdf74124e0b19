import { describeOnBothServers } from '../testing/test-databases.js';
import { type Database } from './database.js';
import { setRetention } from './retention.js';

interface Policy {
  readonly id: number;
  readonly table: string;
  readonly after: string;
}

describeOnBothServers('retention', (server, timescale) => {
  const onTimescale = timescale ? it : it.skip;
  let database: Database;
  beforeAll(async () => (database = await server().freshDatabase()));

  const policies = (): Promise<Policy[]> =>
    database.dataSource.query<Policy[]>(
      `SELECT job_id AS id, hypertable_name AS table, config->>'drop_after' AS after FROM timescaledb_information.jobs
       WHERE proc_name = 'policy_retention' ORDER BY hypertable_name`,
    );
  const days = async (): Promise<string[]> =>
    (await policies()).map(({ table, after }) => `${table} ${after}`);

  const daysKept = async (): Promise<number[]> => {
    const rows = await database.dataSource.query<{ age: number }[]>(
      `SELECT (now() AT TIME ZONE 'UTC')::date - ts::date AS age FROM l2_orderbook ORDER BY ts`,
    );
    return rows.map(({ age }) => age);
  };

  it('says whether the database has it', async () => {
    expect(await setRetention(database, 0)).toBe(timescale);
    expect(await setRetention(database, 30)).toBe(timescale);
  });

  onTimescale('is set once, follows its setting, and goes with it (TimescaleDB)', async () => {
    await setRetention(database, 30);
    const set = await policies();
    expect(await days()).toEqual(['l2_orderbook 30 days', 'l2_trades 30 days']);
    await setRetention(database, 30);
    expect(await policies()).toEqual(set);
    await setRetention(database, 7);
    expect(await days()).toEqual(['l2_orderbook 7 days', 'l2_trades 7 days']);
    await setRetention(database, 0);
    expect(await days()).toEqual([]);
    await setRetention(database, 0);
  });

  onTimescale('drops what is older, compressed or not, and nothing else (TimescaleDB)', async () => {
    await database.dataSource.query(
      `INSERT INTO l2_orderbook (ts) SELECT (now() AT TIME ZONE 'UTC') - age * INTERVAL '1 day' FROM unnest(ARRAY[0, 3, 20, 40]) age`,
    );
    await database.dataSource.query(
      `SELECT compress_chunk(chunk) FROM show_chunks('l2_orderbook', older_than => INTERVAL '30 days') chunk`,
    );
    await setRetention(database, 10);
    const [{ id }] = await policies();
    await database.dataSource.query(`CALL run_job(${id})`);
    expect(await daysKept()).toEqual([3, 0]);
  });
});
