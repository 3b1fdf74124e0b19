import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSimulatedSource, SnapshotCsvWriter } from '@genesis/ingest';
import { type Database } from '@genesis/storage';
import { ScratchFolder } from '../../libs/ingest/testing/scratch-folder.js';
import { TestServer } from '../../libs/storage/testing/test-database.js';

const folder = new ScratchFolder();
const MAIN = ['--import', '@swc-node/register/esm-register', 'apps/cli/src/main.ts'];
const KILLS = 3;

describe('genesis load, killed in the middle', () => {
  let server: TestServer;
  let database: Database;
  let rows = 0;

  beforeAll(async () => {
    server = await TestServer.start();
    database = await server.freshDatabase();
    const writer = new SnapshotCsvWriter(folder.at('K.csv'));
    const source = createSimulatedSource({ seed: 1, symbols: 1, rate: 500, durationMicros: 60_000_000 });
    for await (const batch of source.open()) {
      await writer.write(batch);
      rows += batch.length;
    }
    await writer.close();
  }, 120_000);
  afterAll(() => server.stop());

  function start(): { ended: Promise<number | null>; kill: () => void } {
    const { host, port, user, password, database: name } = database.connection;
    const url = `postgres://${user}:${password ?? ''}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
    const args = [...MAIN, 'load', folder.at('K.csv'), '--database', url, '--quiet'];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { ended, kill: () => child.kill('SIGKILL') };
  }

  const one = async (statement: string): Promise<number> => {
    const [{ n }] = await database.dataSource.query<[{ n: number }]>(statement);
    return n;
  };
  const copying = (): Promise<number> =>
    one(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE 'COPY %' AND datname = current_database()`,
    );

  it('leaves nothing, and is loaded whole afterwards', async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      const load = start();
      while ((await copying()) === 0) await sleep(2);
      // Later each time, so that it is hit at different places.
      await sleep(kill * 40);
      load.kill();
      await load.ended;
      while ((await copying()) > 0) await sleep(20);
      const tables = `SELECT count(*)::int AS n FROM pg_class WHERE relkind = 'r' AND relname LIKE 'l2_orderbook_load%'`;
      const left = [await one('SELECT count(*)::int AS n FROM l2_orderbook'), await one(tables)];
      // The last one may have been through already; then it is whole.
      if (left[0] !== rows) expect(left).toEqual([0, 0]);
    }
    expect(await start().ended).toBe(0);
    expect(await one('SELECT count(*)::int AS n FROM l2_orderbook')).toBe(rows);
    expect(await one('SELECT count(*)::int AS n FROM loads')).toBe(1);
  }, 180_000);
});
