import { type Database, migrateDown, migrationStates } from '@genesis/storage';
import { describeOnBothServers } from '../libs/storage/testing/test-databases.js';
import { MIGRATIONS } from './index.js';

const NAMES = MIGRATIONS.map(({ name }) => name);

/** Everything that is in the schema of the tables, as `kind name`. */
const OBJECTS = `SELECT kind || ' ' || name AS object FROM (
    SELECT relkind::text AS kind, relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'function', proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')) found
  WHERE name NOT LIKE 'genesis_migrations%' AND name NOT LIKE 'PK\\_%' ORDER BY 1`;

async function objectsOf(database: Database): Promise<string[]> {
  const rows: { object: string }[] = await database.dataSource.query(OBJECTS);
  return rows.map(({ object }) => object);
}

async function indicesOf(database: Database, table: string): Promise<string[]> {
  const rows: { definition: string }[] = await database.dataSource.query(
    'SELECT indexdef AS definition FROM pg_indexes WHERE tablename = $1 ORDER BY indexname',
    [table],
  );
  return rows.map(({ definition }) => definition.replace(/^.* USING /, ''));
}

describeOnBothServers('the migrations', (server, timescale) => {
  let database: Database;
  beforeAll(async () => {
    database = await server().freshDatabase();
  });

  it('are all taken, and the extension is used where it is', async () => {
    expect(await migrationStates(database.dataSource)).toEqual(NAMES.map((name) => ({ name, taken: true })));
    expect(database.timescale).toBe(timescale);
  });

  it('can be taken back one by one, down to nothing, and taken again', async () => {
    const own = await server().open(await server().emptyDatabase());
    await own.migrate();
    const whole = await objectsOf(own);
    expect(whole).toContain('function orderbook_bars');
    const taken: string[] = [];
    for (let step = 0; step < NAMES.length; step++) taken.push(...(await migrateDown(own.dataSource)).steps);
    expect(taken).toEqual([...NAMES].reverse());
    expect(await objectsOf(own)).toEqual([]);
    expect(await migrateDown(own.dataSource)).toEqual({ steps: [] });
    expect(await own.migrate()).toEqual({ steps: NAMES });
    expect(await objectsOf(own)).toEqual(whole);
  });

  it('are taken once when two processes start at the same time', async () => {
    const name = await server().emptyDatabase();
    const replicas = await Promise.all([server().open(name), server().open(name)]);
    const reports = await Promise.all(replicas.map((replica) => replica.migrate()));
    expect(reports.flatMap(({ steps }) => steps)).toEqual(NAMES);
  });

  it('leave nothing half when a step fails in the middle, and go on from there', async () => {
    const own = await server().open(await server().emptyDatabase());
    // The last table of the second step is there already.
    await own.dataSource.query('CREATE TABLE anomalies (id TEXT)');
    await expect(own.migrate()).rejects.toThrow(/anomalies/);
    expect((await migrationStates(own.dataSource)).map(({ taken }) => taken).slice(0, 2)).toEqual([
      true,
      false,
    ]);
    expect(await objectsOf(own)).not.toContain('r alerts');
    await own.dataSource.query('DROP TABLE anomalies');
    expect(await own.migrate()).toEqual({ steps: NAMES.slice(1) });
  });

  it('keep one index for each purpose: none twice, none descending beside its twin, none that depends on the clock', async () => {
    expect(await indicesOf(database, 'l2_orderbook')).toEqual([
      'btree (symbol, ts)',
      'btree (ts, symbol, row_id)',
    ]);
    const all: { definition: string }[] = await database.dataSource.query(
      `SELECT indexdef AS definition FROM pg_indexes WHERE schemaname = 'public'`,
    );
    for (const { definition } of all) expect(definition).not.toMatch(/DESC|now\(\)| WHERE /);
  });

  describe('the chain of alert events', () => {
    const add = (position: number): Promise<unknown> =>
      database.dataSource.query(
        `INSERT INTO alert_events (position, kind, at, actor, payload, key, previous_hash, hash)
         VALUES ($1, 'RAISED', now(), 'engine', '{}', $2, '', 'x')`,
        [position, `key ${position}`],
      );

    it('grows', async () => {
      await add(1);
      await add(2);
      await expect(add(2)).rejects.toThrow(/duplicate key/);
      await expect(add(0)).rejects.toThrow(/check constraint/);
    });

    it.each([
      ['UPDATE', `UPDATE alert_events SET actor = 'me'`],
      ['DELETE', 'DELETE FROM alert_events WHERE position = 1'],
      ['TRUNCATE', 'TRUNCATE alert_events'],
    ])('refuses %s', async (operation, statement) => {
      await expect(database.dataSource.query(statement)).rejects.toThrow(
        `${operation} on alert_events is refused: its rows are links of a chain and are only added`,
      );
    });
  });
});
