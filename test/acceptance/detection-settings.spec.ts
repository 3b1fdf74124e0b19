import { join } from 'node:path';
import {
  type AlertMessage,
  type DetectorChangeMessage,
  ENGINE_VERSION,
  type EvidenceReport,
  type TunableDetectorReport,
} from '@genesis/contracts';
import { createSimulatedSource } from '@genesis/ingest';
import { MICROS_PER_SECOND } from '@genesis/market';
import { type Database, loadSource } from '@genesis/storage';
import { type NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { runGenesis } from '../support/run-genesis.js';
import { SurveillanceBus } from '../../apps/surveillance/src/bus/surveillance-bus.js';
import { AlertWriter } from '../../apps/surveillance/src/persistence/alert-writer.js';
import { DatabaseService } from '../../apps/surveillance/src/persistence/database.service.js';
import { ReplayService } from '../../apps/surveillance/src/replay/replay.service.js';
import { startTestServer, type TestServer } from '../../libs/storage/testing/test-database.js';
import { eventually } from '../e2e/eventually.js';
import { startApp } from '../e2e/start-app.js';
import { until } from '../e2e/until.js';

const SESSION = {
  seed: 16,
  symbols: 2,
  rate: 20,
  durationMicros: 160 * MICROS_PER_SECOND,
  episodeIntervalSeconds: 20,
};
/** Of both symbols: the settings are changed behind so many rows of about 6,400. */
const ROWS_BEFORE = 2_500;
/** Raises alerts at what the profile takes for everyday life. */
const KEEN = { enterZ: 1.5, holdSeconds: 1, refractorySeconds: 2 };

describe('settings of detectors that are changed while a service runs', () => {
  let server: TestServer;
  let database: Database;
  let app: NestExpressApplication | null = null;
  let changed: DetectorChangeMessage;

  beforeAll(async () => {
    server = await startTestServer();
    database = await server.freshDatabase();
    const source = createSimulatedSource(SESSION);
    await loadSource(database, { name: 'session', contentHash: 'session', source, engine: ENGINE_VERSION });
    changed = await changeInTheMiddle();
  });
  afterEach(async () => {
    await app?.close();
    app = null;
  });
  afterAll(() => server.stop());

  function place(): Record<string, string> {
    const { host, port, user, password, database: name } = database.connection;
    const names = { DB_HOST: host, DB_PORT: String(port), DB_USER: user, DB_NAME: name };
    return { ...names, DB_PASSWORD: password ?? '', SPOOL_DIR: join(server.folder, 'spool') };
  }

  async function start(
    environment: Record<string, string>,
    prepare: (started: NestExpressApplication) => void = () => undefined,
  ): Promise<string> {
    const settings = {
      DATABASE: 'auto',
      REPLAY_LOOP: 'false',
      CANARY_INTERVAL_SECONDS: '0',
      SHUTDOWN_GRACE_MS: '30000',
      ...place(),
    };
    const running = await startApp({ ...settings, ...environment }, prepare);
    app = running.app;
    return running.url;
  }

  /** With everything that happened in the database. */
  async function stop(): Promise<void> {
    const writer = app?.get(AlertWriter);
    await until(() => (writer?.statistics()?.queued ?? 0) + (writer?.statistics()?.spoolBytes ?? 0) === 0);
    await app?.close();
    app = null;
  }

  /** A run over the whole session, halted once for the change. */
  async function changeInTheMiddle(): Promise<DetectorChangeMessage> {
    let rows = 0;
    const speed = { REPLAY_SPEED: '200', REPLAY_SPEED_MAX: '200', REPLAY_MAX_LAG_MS: '60000' };
    const url = await start({ MODE: 'DB_REPLAY', ...speed }, (started) => {
      started.get(SurveillanceBus).on('batch', 'test', ({ from, to }) => {
        const before = rows;
        rows += to - from;
        if (before < ROWS_BEFORE && rows >= ROWS_BEFORE) started.get(ReplayService).pause();
      });
    });
    await until(() => app?.get(ReplayService).state().state === 'PAUSED');
    const body = { symbol: 'ACME', settings: KEEN, actor: 'kim' };
    const response = await request(url).patch('/detectors/HEAVY_IMBALANCE').send(body).expect(200);
    app?.get(ReplayService).resume();
    await until(() => app?.get(ReplayService).state().state === 'ENDED');
    await stop();
    return response.body as DetectorChangeMessage;
  }

  async function storedAlerts(): Promise<AlertMessage[]> {
    const rows = await database.dataSource.query<{ document: string }[]>(
      'SELECT document FROM alerts ORDER BY ts, id',
    );
    return rows.map(({ document }) => JSON.parse(document) as AlertMessage);
  }

  async function genesis(...args: string[]): Promise<{ code: number; text: string }> {
    const outcome = await runGenesis(args, { environment: () => place(), now: () => performance.now() });
    return { code: outcome.code, text: outcome.stdout + outcome.stderr };
  }

  it('count from there on, for that symbol alone', async () => {
    expect(changed).toMatchObject({
      stored: 'spool',
      changes: [{ name: 'enterZ', before: 3, after: 1.5 }, {}, {}],
    });
    const alerts = await storedAlerts();
    const keen = alerts.filter(({ evidence }) => evidence.configuration === changed.configuration);
    expect(keen.length).toBeGreaterThan(2);
    for (const { symbol, evidence } of keen) {
      expect(symbol).toBe('ACME');
      const [first, second] = evidence.configurations ?? [];
      expect([first.from_sequence, second.configuration]).toEqual([1, changed.configuration]);
      expect(second.from_sequence).toBeGreaterThan(ROWS_BEFORE / 4);
      expect(second.from_sequence).toBeLessThanOrEqual(evidence.to_sequence + 1);
    }
    const others = alerts.filter(({ symbol }) => symbol !== 'ACME');
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ evidence }) => evidence.configurations === undefined)).toBe(true);
  });

  it('are made again by genesis verify, alert by alert', async () => {
    const { length } = await storedAlerts();
    const { code, text } = await genesis('verify', '--all');
    expect(text).toMatch(new RegExp(`^${length} alerts in [0-9.]+ s, ${length} SAME\n$`));
    expect(code).toBe(0);
  });

  it('are told apart from settings that nobody knows', async () => {
    const [alert] = (await storedAlerts()).filter(
      ({ evidence }) => evidence.configuration === changed.configuration,
    );
    const table = 'detection_configurations';
    await database.dataSource.query(`CREATE TABLE kept AS SELECT * FROM ${table}`);
    await database.dataSource.query(`DELETE FROM ${table}`);
    const { text } = await genesis('verify', alert.id);
    expect(text).toContain(
      `OTHER_CONFIGURATION ${alert.id}  raised with configuration ${changed.configuration}`,
    );
    await database.dataSource.query(`INSERT INTO ${table} SELECT * FROM kept`);
    expect((await genesis('verify', alert.id)).text).toContain('SAME');
  });

  it('stand in the audit chain, which stays whole', async () => {
    const rows = await database.dataSource.query<{ actor: string; payload: string }[]>(
      "SELECT actor, payload FROM alert_events WHERE kind = 'RECONFIGURED'",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].actor).toBe('kim');
    const change = { type: 'HEAVY_IMBALANCE', symbol: 'ACME' };
    expect(JSON.parse(rows[0].payload)).toMatchObject({
      profile: 'calibrated',
      changes: [
        { ...change, name: 'enterZ', before: null, after: 1.5 },
        { ...change, name: 'holdSeconds', before: null, after: 1 },
        { ...change, name: 'refractorySeconds', before: null, after: 2 },
      ],
      overrides: { symbols: { ACME: { HEAVY_IMBALANCE: KEEN } } },
    });
    expect((await genesis('audit', 'verify')).code).toBe(0);
  });

  it('outlive a restart, and so does what is taken back', async () => {
    const reports = async (url: string): Promise<TunableDetectorReport | undefined> => {
      const { body } = await request(url).get('/detectors').expect(200);
      return (body as TunableDetectorReport[]).find(({ type }) => type === 'HEAVY_IMBALANCE');
    };
    const url = await start({ MODE: 'SIMULATION' });
    await eventually(async () => {
      expect((await reports(url))?.symbol_settings).toMatchObject({ ACME: KEEN });
    });
    const [alert] = (await storedAlerts()).filter(
      ({ evidence }) => evidence.configuration === changed.configuration,
    );
    const { body } = await request(url).get(`/alerts/${alert.id}/evidence`).expect(200);
    expect((body as EvidenceReport).overrides).toEqual({ HEAVY_IMBALANCE: KEEN });
    const back = { symbol: 'ACME', settings: { enterZ: null, holdSeconds: null, refractorySeconds: null } };
    await request(url).patch('/detectors/HEAVY_IMBALANCE').send(back).expect(200);
    await stop();

    const again = await start({ MODE: 'SIMULATION' });
    await until(() => app?.get(DatabaseService).state().state === 'UP');
    await eventually(async () => expect((await reports(again))?.symbols).not.toEqual({}));
    expect(await reports(again)).toMatchObject({ symbol_settings: {}, overrides: [] });
    await stop();
  });

  it('are previewed on the rows of the database, also of another day than the one that is shown', async () => {
    const url = await start({ MODE: 'SIMULATION' });
    await until(() => app?.get(DatabaseService).state().state === 'UP');
    const [{ first }] = await database.dataSource.query<[{ first: number }]>(
      'SELECT extract(epoch FROM min(ts))::float8 AS first FROM l2_orderbook',
    );
    await until(() => app?.get(ReplayService).state().symbols.includes('ACME') === true);
    const window = { symbol: 'ACME', from: first, to: first + 100 };
    const asked = { param: 'enterZ', values: [1.5, 6], rounds: 0, ...window };
    const { body } = await request(url).post('/detectors/HEAVY_IMBALANCE/preview').send(asked).expect(200);
    expect(body).toMatchObject({
      present: 3,
      window: { kept_in: 'database', cut: false },
      steps: [
        { value: 1.5, present: false, recall: null },
        { value: 3, present: true, gained: { count: 0 }, lost: { count: 0 } },
        { value: 6, present: false },
      ],
    });
    expect((body as { window: { rows: number } }).window.rows).toBeGreaterThan(1_000);
    await stop();
  });
});
