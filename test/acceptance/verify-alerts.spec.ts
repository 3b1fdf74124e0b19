import { join } from 'node:path';
import { createSimulatedSource } from '@genesis/ingest';
import { type AlertMessage, ENGINE_VERSION, type EvidenceReport } from '@genesis/contracts';
import { MICROS_PER_SECOND } from '@genesis/market';
import { type Verification } from '@genesis/pipeline';
import { type Database, DatabaseSource, loadSource } from '@genesis/storage';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type CliOutcome, runGenesis } from '../support/run-genesis.js';
import { SurveillanceBus } from '../../apps/surveillance/src/bus/surveillance-bus.js';
import { parseSettings } from '../../apps/surveillance/src/config/parse-settings.js';
import { createApp } from '../../apps/surveillance/src/create-app.js';
import { AlertWriter } from '../../apps/surveillance/src/persistence/alert-writer.js';
import { ReplayService } from '../../apps/surveillance/src/replay/replay.service.js';
import { startTestServer, type TestServer } from '../../libs/storage/testing/test-database.js';
import { eventually } from '../e2e/eventually.js';
import { until } from '../e2e/until.js';
import { PATIENT } from '../support/patient-settings.js';

const SECONDS = 160;
const SESSION = {
  seed: 16,
  symbols: 2,
  rate: 20,
  durationMicros: SECONDS * MICROS_PER_SECOND,
  episodeIntervalSeconds: 20,
};

/** A service over a database, as fast as it goes; it writes what it raises to that database by itself. */
class Watch {
  private constructor(
    readonly app: NestExpressApplication,
    readonly url: string,
  ) {}

  static async start(
    server: TestServer,
    database: Database,
    environment: Record<string, string> = {},
  ): Promise<Watch> {
    const settings = parseSettings({
      ...PATIENT,
      ...{ PORT: '0', MODE: 'DB_REPLAY', REPLAY_LOOP: 'false' },
      ...{ REPLAY_SPEED: '10000', REPLAY_SPEED_MAX: '10000' },
      SHUTDOWN_GRACE_MS: '60000',
      SPOOL_DIR: join(server.folder, 'spool'),
      ...placeOf(server, database),
      ...environment,
    });
    const app = await createApp(settings, false);
    await app.listen(0, '127.0.0.1');
    return new Watch(app, await app.getUrl());
  }

  /** The end of the data, not the end of the simulation that would stand in for a database that is away. */
  async ended(): Promise<void> {
    const replay = this.app.get(ReplayService);
    await until(() => replay.state().state === 'ENDED');
  }

  /** Ends the service; what it raised is in the database then. */
  async stop(): Promise<void> {
    const writer = this.app.get(AlertWriter);
    const replay = this.app.get(ReplayService);
    if (replay.state().state === 'PLAYING') replay.pause();
    // What is left to the shutdown is little then.
    await eventually(() => expect(writer.statistics()).toMatchObject({ queued: 0, spoolBytes: 0 }));
    await this.app.close();
    expect(writer.statistics()).toMatchObject({
      queued: 0,
      spoolBytes: 0,
      dropped: 0,
      damaged: 0,
      refused: 0,
    });
  }
}

/** The database as the settings name it. */
function placeOf({ server }: TestServer, { connection }: Database): Record<string, string> {
  const { host, port, user, password } = server.address;
  const names = { DB_HOST: host, DB_PORT: String(port), DB_USER: user, DB_NAME: connection.database };
  return { ...names, ...(password !== undefined && password !== null && { DB_PASSWORD: password }) };
}

describe('genesis verify', () => {
  let server: TestServer;
  let database: Database;

  let session: string;
  let copies = 0;

  beforeAll(async () => {
    server = await startTestServer();
    database = await server.freshDatabase();
    await load(SESSION, 'session');
    session = database.connection.database;
    await database.close();
  });
  afterAll(() => server.stop());

  beforeEach(async () => {
    const copy = `copy_${++copies}`;
    await server.command(`CREATE DATABASE ${copy} TEMPLATE ${session}`);
    database = await server.open(copy);
  });

  function load(session: Parameters<typeof createSimulatedSource>[0], contentHash: string): Promise<unknown> {
    const source = createSimulatedSource(session);
    return loadSource(database, { name: contentHash, contentHash, source, engine: ENGINE_VERSION });
  }

  async function run(environment: Record<string, string> = {}): Promise<void> {
    const watch = await Watch.start(server, database, environment);
    await watch.ended();
    await watch.stop();
  }

  const verify = (...args: string[]): Promise<CliOutcome> => genesis(['verify', ...args]);

  const genesis = (args: readonly string[], signal = new AbortController().signal): Promise<CliOutcome> =>
    runGenesis(args, { signal, environment: () => placeOf(server, database), now: () => performance.now() });

  async function verdicts(...args: string[]): Promise<Record<string, number>> {
    const { stdout: text } = await verify(...args, '--json');
    return (JSON.parse(text) as { verdicts: Record<string, number> }).verdicts;
  }

  async function verification(id: string): Promise<Verification> {
    const { stdout: text } = await verify(id, '--json');
    return (JSON.parse(text) as { verifications: [Verification] }).verifications[0];
  }

  function sql<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return database.dataSource.query<Row[]>(statement, values);
  }

  async function storedAlerts(): Promise<AlertMessage[]> {
    const rows = await sql<{ document: string }>('SELECT document FROM alerts ORDER BY ts, id');
    return rows.map(({ document }) => JSON.parse(document) as AlertMessage);
  }

  it('makes every alert of a run again, and a sample of them', async () => {
    await run();
    const { length } = await storedAlerts();
    expect(length).toBeGreaterThan(5);
    const all = await verify('--all');
    expect(all.code).toBe(0);
    expect(all.stdout).toMatch(new RegExp(`^${length} alerts in [0-9.]+ s, ${length} SAME\n$`));
    expect(await verdicts('--sample', '5', '--seed', '3')).toEqual({ SAME: 5 });
  });

  it('makes the alerts of the predecessor’s rules again, with all their repeats', async () => {
    await run({ DETECTION_PROFILE: 'seed' });
    const alerts = await storedAlerts();
    expect(alerts.some(({ suppressed }) => suppressed.deduplicated > 0)).toBe(true);
    expect(await verdicts('--all')).toEqual({ SAME: alerts.length });
  });

  it('follows a seek to where it went', async () => {
    const watch = await Watch.start(server, database);
    await watch.ended();
    const replay = watch.app.get(ReplayService);
    const [{ middle }] = await sql<{ middle: number }>(
      `SELECT extract(epoch FROM min(ts))::float8 + ${SECONDS / 3} AS middle FROM l2_orderbook`,
    );
    await replay.seek(middle);
    await watch.ended();
    await watch.stop();
    const alerts = await storedAlerts();
    const origins = new Set(alerts.map(({ evidence }) => evidence.state_from_sequence === 1));
    expect(origins).toEqual(new Set([true, false]));
    expect(await verdicts('--all')).toEqual({ SAME: alerts.length });
  });

  it('finds the same after a loop over the data, each alert once', async () => {
    const watch = await Watch.start(server, database, { REPLAY_LOOP: 'true' });
    let ends = 0;
    watch.app.get(SurveillanceBus).on('stream_ended', 'test', () => ends++);
    await until(() => ends === 2);
    await watch.stop();
    const alerts = await storedAlerts();
    const [{ raised }] = await sql<{ raised: number }>(
      "SELECT count(*)::integer AS raised FROM alert_events WHERE kind = 'RAISED'",
    );
    expect(raised).toBe(alerts.length);
    expect(await verdicts('--all')).toEqual({ SAME: alerts.length });
  });

  it('begins where DB_FROM began, ends where DB_TO ended, and knows the symbols of DB_SYMBOLS', async () => {
    const [{ from, to }] = await sql<{ from: string; to: string }>(
      `SELECT (min(ts) + interval '60 s')::text AS from, (max(ts) - interval '30 s')::text AS to FROM l2_orderbook`,
    );
    await run({ DB_SYMBOLS: 'ACME', DB_FROM: from, DB_TO: to });
    const alerts = await storedAlerts();
    expect(alerts.length).toBeGreaterThan(0);
    expect(alerts.every(({ evidence }) => evidence.state_from_sequence > 1_000)).toBe(true);
    expect(await verdicts('--all')).toEqual({ SAME: alerts.length });
  });

  it('finds the rows again when others were loaded before and after them', async () => {
    await run();
    const { length } = await storedAlerts();
    const [{ first }] = await sql<{ first: number }>('SELECT min(ts) AS first FROM l2_orderbook');
    const hour = 3_600 * MICROS_PER_SECOND;
    await load({ ...SESSION, seed: 12, startMicros: first - hour }, 'earlier');
    await load({ ...SESSION, seed: 13, startMicros: first + hour }, 'later');
    const { stdout: text, code } = await verify('--sample', '1000');
    expect(code).toBe(0);
    expect(text).toContain(`${length} SAME`);
    expect(text).toContain('the numbers of the rows have changed by');
  });

  it('tells altered rows, deleted rows and altered alerts from each other', async () => {
    await run();
    const [alert, another] = await storedAlerts();
    const { symbol, evidence } = alert;
    const within =
      "symbol = $1 AND ts BETWEEN (to_timestamp($2) AT TIME ZONE 'UTC') AND (to_timestamp($3) AT TIME ZONE 'UTC')";
    const window = [symbol, evidence.from - 0.0005, evidence.to + 0.0005];
    const changed = `UPDATE l2_orderbook SET ask_volume_10 = ask_volume_10 + 1 WHERE ${within}`;

    await sql(
      'UPDATE alerts SET document = replace(document, \'"symbol"\', \'"score":99.5,"symbol"\') WHERE id = $1',
      [another.id],
    );
    expect(await verification(another.id)).toMatchObject({
      verdict: 'DIFFERENT',
      reason: expect.stringContaining('its latest form'),
    });
    await sql(
      "UPDATE alerts SET document = replace(document, '\"LOW\"', '\"HIGH\"'), raised_document = '{}' WHERE id = $1",
      [another.id],
    );
    expect((await verification(another.id)).reason).toContain('has no usable field "id"');

    expect((await verification(alert.id)).verdict).toBe('SAME');
    await sql(changed, window);
    const altered = await verification(alert.id);
    expect(altered.verdict).toBe('ROWS_MISSING');
    expect(altered.reason).toContain('not those that it was raised from: SHA-256');

    await sql(`DELETE FROM l2_orderbook WHERE symbol = $1 AND ts >= to_timestamp($2) AT TIME ZONE 'UTC'`, [
      symbol,
      evidence.from + 0.0005,
    ]);
    const { code, stderr } = await verify(alert.id);
    expect(code).toBe(1);
    expect(stderr).toBe('error: 1 of 1 alerts are not SAME\n');
    expect((await verification(alert.id)).reason).toMatch(/its window, 1 of \d+ are there/);

    await sql('DELETE FROM l2_orderbook WHERE symbol = $1', [symbol]);
    expect((await verification(alert.id)).reason).toContain(`has no row of ${symbol} at`);
    expect((await verification('0123456789abcdef')).verdict).toBe('NOT_STORED');
  });

  it('shows the rows of an alert from memory, and the same from the database', async () => {
    const watch = await Watch.start(server, database);
    await watch.ended();
    const shown = async (url: string, id: string): Promise<EvidenceReport> =>
      (await (await fetch(`${url}/alerts/${id}/evidence`)).json()) as EvidenceReport;
    const alerts = (await (await fetch(`${watch.url}/alerts/history?limit=5`)).json()) as AlertMessage[];
    const [alert] = alerts;
    const fresh = await shown(watch.url, alert.id);
    expect(fresh).toMatchObject({
      alert_id: alert.id,
      window: alert.evidence,
      complete: true,
      kept_in: 'memory',
    });
    const { from_sequence: first, to_sequence: last } = alert.evidence;
    expect(fresh.snapshots.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: last - first + 1 }, (_, i) => first + i),
    );
    expect((await fetch(`${watch.url}/alerts/${alert.id.slice(1)}/evidence`)).status).toBe(400);
    await watch.stop();

    const later = await Watch.start(server, database, { MODE: 'SIMULATION', REPLAY_SPEED: '1' });
    await eventually(async () =>
      expect((await fetch(`${later.url}/alerts/${alert.id}/evidence`)).status).toBe(200),
    );
    expect(await shown(later.url, alert.id)).toEqual({ ...fresh, kept_in: 'database' });
    expect((await fetch(`${later.url}/alerts/0123456789abcdef/evidence`)).status).toBe(404);
    await later.stop();
  });

  it('ends soon when it is interrupted, and says what it had found by then', async () => {
    await run();
    const { length } = await storedAlerts();
    // Each group of alerts has a source of its own; after the first one somebody presses Ctrl-C.
    const interrupt = new AbortController();
    const closed = jest.spyOn(DatabaseSource.prototype, 'close').mockImplementation(() => {
      interrupt.abort();
      return Promise.resolve();
    });
    const { code, stdout: text, stderr } = await genesis(['verify', '--all', '--json'], interrupt.signal);
    closed.mockRestore();
    const { interrupted, verifications } = JSON.parse(text) as {
      interrupted: boolean;
      verifications: Verification[];
    };
    expect({ code, stderr, interrupted }).toEqual({ code: 130, stderr: '', interrupted: true });
    expect(verifications.length).toBeGreaterThan(0);
    expect(verifications.length).toBeLessThan(length);
    expect(new Set(verifications.map(({ verdict }) => verdict))).toEqual(new Set(['SAME']));
  });

  it('wants to know which alerts', async () => {
    expect(await verify()).toMatchObject({ code: 2, stderr: expect.stringContaining('give ids, --all or') });
    expect(await verify('--all', 'ab')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('exclude'),
    });
  });
});
