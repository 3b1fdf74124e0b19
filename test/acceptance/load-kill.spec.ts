import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSimulatedSource, SnapshotCsvWriter } from '@genesis/ingest';
import { seededRandom } from '@genesis/market';
import { contentHash, type Database, removeLoad } from '@genesis/storage';
import { ScratchFolder } from '../../libs/ingest/testing/scratch-folder.js';
import { TestServer } from '../../libs/storage/testing/test-database.js';
import { eventually } from '../e2e/eventually.js';
import { FAULT_KILLS, FAULT_SEED, FAULT_TIMEOUT_MS } from '../support/fault-plan.js';
import { signalServer } from '../support/server-faults.js';
import { builtProgram, ensureBuilt } from '../support/service-process.js';

const folder = new ScratchFolder();
const FILE = folder.at('K.csv');
/** About as long as the load of the file takes once it has begun. */
const LOAD_MS = 600;
const NOTHING = { rows: 0, ids: 0, trades: 0, loads: 0, counted: 0, tables: 0 };

interface Loading {
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
  readonly kill: () => void;
}

describe(`genesis load, killed in the middle (${FAULT_KILLS} times each, seed ${FAULT_SEED})`, () => {
  const random = seededRandom(FAULT_SEED);
  let server: TestServer;
  let database: Database;
  let whole: typeof NOTHING;
  /** How often it was all through before the kill: those do not count. */
  let late = 0;

  beforeAll(async () => {
    ensureBuilt();
    server = await TestServer.start();
    const writer = new SnapshotCsvWriter(FILE);
    const session = { seed: 1, symbols: 1, rate: 500, durationMicros: 60_000_000 };
    let rows = 0;
    for await (const batch of createSimulatedSource(session).open()) {
      await writer.write(batch);
      rows += batch.length;
    }
    await writer.close();
    whole = { ...NOTHING, rows, ids: rows, loads: 1, counted: rows, tables: 1 };
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    database = await server.freshDatabase();
    late = 0;
  });

  function start(): Loading {
    const { host, port, user, password, database: name } = database.connection;
    const url = `postgres://${user}:${password ?? ''}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
    const args = [builtProgram('cli'), 'load', FILE, '--database', url, '--quiet'];
    const child = spawn(process.execPath, args, { cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
    const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const ended = Promise.all([code, text(child.stderr)]).then(([code, stderr]) => ({ code, stderr }));
    return { ended, kill: () => child.kill('SIGKILL') };
  }

  async function ask<T extends object>(statement: string): Promise<T> {
    // Connections that the server's death broke are noticed by the first use.
    return eventually(async () => (await database.dataSource.query<[T]>(statement))[0]);
  }

  const others = (): Promise<{ copying: boolean; working: number }> =>
    ask(`SELECT coalesce(bool_or(query LIKE 'COPY %'), false) AS copying, count(*)::int AS working FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`);

  const held = (): Promise<typeof NOTHING> =>
    ask(`SELECT (SELECT count(*) FROM l2_orderbook)::int AS rows,
      (SELECT count(DISTINCT row_id) FROM l2_orderbook)::int AS ids,
      (SELECT count(*) FROM l2_trades)::int AS trades, (SELECT count(*) FROM loads)::int AS loads,
      (SELECT coalesce(sum(row_count), 0) FROM instruments)::int AS counted,
      (SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'l2\\_orderbook\\_load%')::int AS tables`);

  /** Resolves at a random moment of a load: in its middle, mostly; sooner each time that this was too late. */
  async function inTheMiddle({ ended }: Loading): Promise<void> {
    let isThrough = false;
    void ended.then(() => (isThrough = true));
    if (random() < 0.8) while (!isThrough && !(await others()).copying) await sleep(2);
    await sleep((random() * LOAD_MS) / 2 ** late);
  }

  /** All or nothing is there; then the next one begins with nothing. */
  async function allOrNothing(): Promise<void> {
    while ((await others()).working > 0) await sleep(20);
    const found = await held();
    expect([NOTHING, whole]).toContainEqual(found);
    if (found.rows === 0) return;
    late++;
    await removeLoad(database, await contentHash([FILE]));
    expect(await held()).toEqual(NOTHING);
  }

  async function loadsWhole(): Promise<void> {
    expect(await start().ended).toEqual({ code: 0, stderr: expect.any(String) });
    expect(await held()).toEqual(whole);
  }

  it(
    'itself: all of the file is there or nothing, and it can be loaded afterwards',
    async () => {
      for (let kill = 0; kill < FAULT_KILLS + late; kill++) {
        const load = start();
        await inTheMiddle(load);
        load.kill();
        await load.ended;
        await allOrNothing();
      }
      await loadsWhole();
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'its server: it says so in one line, and all of the file is there or nothing',
    async () => {
      for (let kill = 0; kill < FAULT_KILLS + late; kill++) {
        const load = start();
        await inTheMiddle(load);
        signalServer(server.server.pid, 'SIGKILL');
        const { code, stderr } = await load.ended;
        await server.startAgain();
        if (code !== 0) expect(stderr).toMatch(/^error: PostgreSQL at .* is away: .*\n$/);
        await allOrNothing();
      }
      await loadsWhole();
    },
    FAULT_TIMEOUT_MS,
  );
});
