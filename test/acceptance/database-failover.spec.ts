import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HealthReport } from '@genesis/contracts';
import { loadSource } from '@genesis/storage';
import { startTestServer, type TestServer } from '../../libs/storage/testing/test-database.js';
import { eventually } from '../e2e/eventually.js';
import { type RunningService, startService } from '../e2e/running-service.js';
import { ListSource } from '../support/list-source.js';
import { signalServer } from '../support/server-faults.js';
import { ShownRows } from '../support/shown-rows.js';
import { TcpProxy } from '../support/tcp-proxy.js';

/** Five times what is read at once, of which two are read ahead: the server is needed until shortly before the end. */
const STAMPS = 10_000;
const FIRST_MICROS = 1_700_000_000_000_000;
const STAMP_MICROS = 4_000;
const SYMBOLS = ['AA', 'BB', 'CC', 'DD'];
/** All instruments have the same stamps, and one of them every hundredth stamp twice. */
const ROWS = Array.from({ length: STAMPS }, (_, stamp) =>
  (stamp % 100 === 0 ? ['AA', ...SYMBOLS] : SYMBOLS).map((symbol) => ({
    symbol,
    tsMicros: FIRST_MICROS + stamp * STAMP_MICROS,
  })),
).flat();

/** Everything is tried often and given up soon; nothing is asserted about time. */
const IMPATIENT = {
  DATABASE: 'auto',
  MODE: 'DB_REPLAY',
  REPLAY_SPEED: '10',
  REPLAY_LOOP: 'false',
  SOURCE_RETRY_LIMIT: '4',
  SOURCE_RETRY_BASE_MS: '20',
  SOURCE_RETRY_MAX_MS: '400',
  SOURCE_PROBE_SECONDS: '0.2',
  DB_CHECK_SECONDS: '0.2',
  // Silence of this length is no answer even on a busy machine.
  DB_STALL_MS: '10000',
  DB_CONNECT_TIMEOUT_MS: '10000',
  // What stands in leaves the machine to the rest: at this speed it could keep it busy alone.
  SIM_RATE: '1',
  SIM_SYMBOLS: '1',
  SIM_EPISODES: 'false',
};

describe('the database goes away in the middle of its replay', () => {
  let server: TestServer;
  let database: string;
  let proxy: TcpProxy;
  let service: RunningService;
  let shown: ShownRows;

  beforeAll(async () => {
    server = await startTestServer();
    const loaded = await server.freshDatabase();
    database = loaded.connection.database;
    await loadSource(loaded, {
      name: 'rows',
      contentHash: 'a'.repeat(64),
      source: new ListSource(ROWS, { batchRows: 1000 }),
      engine: 'test',
    });
    await loaded.close();
    proxy = await TcpProxy.listen({ path: join(server.folder, '.s.PGSQL.5432') });
  });

  afterAll(async () => {
    await proxy.close();
    await server.stop();
  });

  afterEach(() => service.stop());

  const direct = (): Record<string, string> => ({ DB_HOST: server.folder });
  const throughProxy = (): Record<string, string> => ({ DB_HOST: '127.0.0.1', DB_PORT: String(proxy.port) });

  /** The service in the middle of the data. */
  async function play(where: Record<string, string>): Promise<void> {
    const { user, password } = server.server.address;
    const access = { DB_NAME: database, DB_USER: user, DB_PASSWORD: password };
    const spool = { SPOOL_DIR: join(server.folder, 'spool') };
    service = await startService({ ...IMPATIENT, ...where, ...access, ...spool }, (bus) => {
      shown = new ShownRows(bus, new Set(SYMBOLS));
    });
    await shown.reached(3_000);
  }

  async function health(): Promise<HealthReport> {
    return (await fetch(`${service.url}/health`)).json() as Promise<HealthReport>;
  }

  /** Every row once, in order, and nothing wrong any more. */
  async function endsWell(): Promise<void> {
    await shown.reached(ROWS.length);
    expect(shown.rows.length).toBe(ROWS.length);
    expect(shown.firstDifference(ROWS)).toBeNull();
    await eventually(async () => {
      expect(await health()).toMatchObject({ status: 'healthy', mode: 'DB_REPLAY', issue_details: [] });
    });
  }

  /** The service knows, and says so. */
  async function complains(...codes: string[]): Promise<void> {
    await eventually(async () => {
      const { status, issue_details: issues } = await health();
      expect({ status, codes: issues.map(({ code }) => code) }).toEqual({
        status: 'degraded',
        codes: expect.arrayContaining(codes),
      });
    });
  }

  /** Another mode stands in, said aloud. */
  async function standsIn(): Promise<void> {
    await complains('DATABASE_AWAY', 'SOURCE_FALLBACK');
    expect(await health()).toMatchObject({ mode: 'SIMULATION' });
    expect(shown.modes.at(-1)).toMatchObject({ from: 'DB_REPLAY', to: 'SIMULATION' });
    expect(shown.rows.length).toBeLessThan(ROWS.length);
  }

  const modes = (): string[] => shown.modes.map(({ to }) => to);

  it('stopped, and started again later: the simulation stands in, then the replay goes on', async () => {
    await play(direct());
    await server.shutDown();
    await standsIn();
    await server.startAgain();
    await endsWell();
    expect(modes()).toEqual(['DB_REPLAY', 'SIMULATION', 'DB_REPLAY']);
  });

  it('killed and recovered, twice', async () => {
    await play(direct());
    for (const at of [3_000, 17_000]) {
      await shown.reached(at);
      signalServer(server.server.pid, 'SIGKILL');
      await standsIn();
      await server.startAgain();
    }
    await endsWell();
    const everyTime = ['DB_REPLAY', 'SIMULATION'];
    expect(modes()).toEqual([...everyTime, ...everyTime, 'DB_REPLAY']);
  });

  it('frozen, which no error tells, and thawed', async () => {
    await play(direct());
    signalServer(server.server.pid, 'SIGSTOP');
    try {
      await standsIn();
    } finally {
      signalServer(server.server.pid, 'SIGCONT');
    }
    await endsWell();
  });

  it('restarted soon: the same replay goes on after a few tries', async () => {
    await play({ ...direct(), SOURCE_RETRY_LIMIT: '100' });
    await server.shutDown();
    await complains('DATABASE_AWAY', 'SOURCE_RETRYING');
    await server.startAgain();
    await endsWell();
    expect(modes()).toEqual(['DB_REPLAY']);
  });

  it('behind a network that cuts connections all the time', async () => {
    await play({ ...throughProxy(), SOURCE_RETRY_LIMIT: '100' });
    const before = proxy.connections;
    // From page to page of what is read ahead, at growing intervals, so that it gets ahead on a busy machine too.
    for (let gapMs = 20; shown.rows.length < 24_000; gapMs *= 1.1) {
      proxy.cut();
      await sleep(gapMs);
    }
    await endsWell();
    expect(proxy.connections).toBeGreaterThan(before + 5);
  });

  it('behind a network that refuses for a while, then delays', async () => {
    await play(throughProxy());
    proxy.refusing = true;
    proxy.cut();
    await standsIn();
    proxy.refusing = false;
    proxy.delayMs = 20;
    await endsWell();
    proxy.delayMs = 0;
  });

  it('behind a network that swallows everything without a word', async () => {
    await play(throughProxy());
    proxy.swallowing = true;
    await standsIn();
    proxy.swallowing = false;
    await endsWell();
  });
});
