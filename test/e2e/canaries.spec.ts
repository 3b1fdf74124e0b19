import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CanariesReport, type DetectorCanary, type TunableDetectorReport } from '@genesis/contracts';
import { createSimulatedSource, SnapshotCsvWriter } from '@genesis/ingest';
import { ROW_STRIDE, SnapshotBatch, SymbolTable, TS } from '@genesis/market';
import { io } from 'socket.io-client';
import request from 'supertest';
import { type SurveillanceEventName } from '../../apps/surveillance/src/bus/surveillance-events.js';
import { CanariesService } from '../../apps/surveillance/src/canary/canaries.service.js';
import { AlertWriter } from '../../apps/surveillance/src/persistence/alert-writer.js';
import { DatabaseService } from '../../apps/surveillance/src/persistence/database.service.js';
import { startTestServer } from '../../libs/storage/testing/test-database.js';
import { eventually } from './eventually.js';
import { type RunningService, startService } from './running-service.js';

/** Two minutes of market in a second; canaries run when the test says so. */
const FAST = {
  SIM_SYMBOLS: '1',
  SIM_RATE: '10',
  SIM_EPISODES: 'false',
  REPLAY_SPEED: '100',
  REPLAY_SPEED_MAX: '10000',
  CANARY_INTERVAL_SECONDS: '3600',
  CANARY_MISSES: '2',
};
const PATIENCE_MS = 120_000;

async function report(service: RunningService): Promise<CanariesReport> {
  const { body } = await request(service.url).get('/canaries').expect(200);
  return body as CanariesReport;
}

async function canary(service: RunningService, type: string): Promise<DetectorCanary> {
  const found = (await report(service)).detectors.find((detector) => detector.type === type);
  if (found === undefined) throw new Error(`no canary of ${type}`);
  return found;
}

/** One more run, as soon as there are rows for it. */
async function runOnce(service: RunningService): Promise<void> {
  const before = (await report(service)).last_run?.at ?? 0;
  await eventually(async () => {
    await service.app.get(CanariesService).run();
    expect((await report(service)).last_run?.at ?? 0).toBeGreaterThan(before);
  });
}

async function codes(service: RunningService): Promise<string[]> {
  const { body } = await request(service.url).get('/health');
  return (body.issue_details as { readonly code: string }[]).map(({ code }) => code);
}

async function metrics(service: RunningService): Promise<string> {
  return (await request(service.url).get('/metrics').expect(200)).text;
}

describe('canaries in the running service', () => {
  let service: RunningService;
  beforeAll(async () => (service = await startService(FAST)), PATIENCE_MS);
  afterAll(() => service.stop(), PATIENCE_MS);

  it('wait until there are rows', async () => {
    expect(await canary(service, 'SPOOFING')).toMatchObject({
      outcome: 'WAITING',
      blind: false,
      run_at: null,
    });
    expect((await report(service)).last_run).toBeNull();
    expect(await metrics(service)).toMatch(/^genesis_canary_last_run_age_seconds Nan$/m);
  });

  it(
    'are seen by every detector: health, metrics and GET /canaries say so',
    async () => {
      await runOnce(service);
      const { detectors, last_run: run, misses_until_blind: most } = await report(service);
      expect(detectors.map(({ type, outcome, reason }) => `${type} ${outcome}: ${reason}`)).toEqual(
        detectors.map(({ type }) => expect.stringMatching(`^${type} SEEN: raised its alert`) as string),
      );
      expect(detectors).toHaveLength(8);
      const reports = (await request(service.url).get('/detectors').expect(200))
        .body as TunableDetectorReport[];
      expect(reports.map(({ canary: shown }) => shown)).toEqual(detectors);
      expect(run).toMatchObject({ symbol: 'ACME', failure: null });
      expect([run?.rows, most]).toEqual([expect.any(Number), 2]);
      expect(await codes(service)).not.toContain('DETECTOR_BLIND');
      const text = await metrics(service);
      expect(text).toMatch(/^genesis_detector_blind\{type="SPOOFING"\} 0$/m);
      expect(text).toMatch(/^genesis_canary_runs_total\{type="SPOOFING",outcome="SEEN"\} 1$/m);
      expect(text).toMatch(/^genesis_canary_last_run_age_seconds \d/m);
    },
    2 * PATIENCE_MS,
  );

  it(
    'find a detector blind whose settings nothing can reach, and well again when they are taken back',
    async () => {
      const set = (minMeans: number | null): request.Test =>
        request(service.url)
          .patch('/detectors/SPOOFING')
          .send({ settings: { minMeans }, actor: 'kim' })
          .expect(200);
      await set(1000);
      await runOnce(service);
      expect(await canary(service, 'SPOOFING')).toMatchObject({ outcome: 'MISSED', misses: 1, blind: false });
      await runOnce(service);
      expect(await canary(service, 'SPOOFING')).toMatchObject({ outcome: 'MISSED', misses: 2, blind: true });
      expect(await codes(service)).toContain('DETECTOR_BLIND');
      const { body } = await request(service.url).get('/health').expect(200);
      expect(body.status).toBe('degraded');
      expect(body.issues).toContainEqual(
        expect.stringMatching(/^DETECTOR_BLIND: SPOOFING missed 2 canaries in a row: .*CANARY_MISSES=2/),
      );
      expect(await metrics(service)).toMatch(/^genesis_detector_blind\{type="SPOOFING"\} 1$/m);
      expect(await canary(service, 'DEPTH_SHOCK')).toMatchObject({ blind: false });

      await set(null);
      await runOnce(service);
      expect(await canary(service, 'SPOOFING')).toMatchObject({ outcome: 'SEEN', misses: 0, blind: false });
      expect(await codes(service)).not.toContain('DETECTOR_BLIND');
      expect(await metrics(service)).toMatch(/^genesis_detector_blind\{type="SPOOFING"\} 0$/m);
    },
    4 * PATIENCE_MS,
  );
});

describe('alerts of canaries', () => {
  const EVENTS: readonly SurveillanceEventName[] = [
    'alert',
    'alert_updated',
    'alert_settled',
    'alert_lifecycle',
    'evidence',
    'anomaly',
    'snapshots',
  ];

  it(
    'reach nobody: not the bus, sockets, REST, statistics, database or audit chain',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'genesis-canaries-'));
      const server = await startTestServer();
      const name = (await server.freshDatabase()).connection.database;
      const { host, port, user, password } = server.connection(name);
      const database = {
        DATABASE: 'auto',
        DB_HOST: host,
        DB_PORT: String(port),
        DB_NAME: name,
        DB_USER: user,
        DB_PASSWORD: password ?? '',
        SPOOL_DIR: folder,
      };
      const service = await startService({ ...FAST, ...database });
      const socket = io(service.url, { transports: ['websocket'] });
      try {
        await eventually(async () => {
          const { rows, needed_rows } = (await report(service)).recording ?? { rows: 0, needed_rows: 1 };
          expect(rows).toBeGreaterThan(4 * needed_rows);
        });
        service.replay.pause();
        const heard: string[] = [];
        for (const event of EVENTS) service.bus.on(event, 'Listener', () => heard.push(event));
        for (const room of ['alerts', 'anomalies', 'snapshots']) {
          await socket.emitWithAck('subscribe', { room });
        }
        socket.onAny((event: string) => event !== 'history' && heard.push(`socket: ${event}`));
        // What the market itself gave is on its way to the database.
        await eventually(() => {
          expect(service.app.get(DatabaseService).state().state).toBe('UP');
          expect(service.app.get(AlertWriter).statistics()).toMatchObject({
            queued: 0,
            spoolBytes: 0,
            lagSeconds: 0,
          });
        });
        const before = await everythingKept(service);
        await runOnce(service);
        expect((await canary(service, 'SPOOFING')).outcome).toBe('SEEN');
        // What was written late would have come by now.
        await new Promise((resolve) => setTimeout(resolve, 500));
        expect(await everythingKept(service)).toEqual(before);
        expect(heard).toEqual([]);
      } finally {
        socket.disconnect();
        await service.stop();
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      }
    },
    3 * PATIENCE_MS,
  );

  async function everythingKept(service: RunningService): Promise<unknown> {
    const get = async (path: string): Promise<unknown> =>
      (await request(service.url).get(path).expect(200)).body;
    const database = service.app.get(DatabaseService).current();
    const count = (table: string): Promise<unknown> | undefined =>
      database?.dataSource.query(`SELECT count(*) FROM ${table}`);
    return {
      alerts: await get('/alerts/history'),
      statistics: await get('/alerts/stats'),
      anomalies: await get('/anomalies'),
      stored: await count('alerts'),
      chain: await count('alert_events'),
      evidence: await count('alert_evidence'),
    };
  }
});

describe('a feed that shows a state every three seconds', () => {
  it(
    'has no quote stuffing to be seen: GET /detectors and GET /canaries say NOT_OBSERVABLE',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'genesis-conflated-'));
      const file = join(folder, 'SLOW_2024-01-02.csv');
      await writeConflated(file, 500);
      const csv = { MODE: 'CSV_REPLAY', CSV_PATH: file, REPLAY_LOOP: 'false', REPLAY_SPEED: '10000' };
      const service = await startService({ ...FAST, ...csv });
      try {
        await eventually(async () => {
          const { body } = await request(service.url).get('/detectors').expect(200);
          const stuffing = (body as TunableDetectorReport[]).find(({ type }) => type === 'QUOTE_STUFFING');
          expect(stuffing?.symbols.SLOW).toEqual({
            state: 'NOT_OBSERVABLE',
            reason: expect.stringMatching(/at most .* updates a second|fixed cadence/),
          });
        });
        await runOnce(service);
        expect(await canary(service, 'QUOTE_STUFFING')).toMatchObject({
          outcome: 'NOT_OBSERVABLE',
          blind: false,
        });
        expect(await canary(service, 'WIDE_SPREAD')).toMatchObject({ outcome: 'SEEN' });
      } finally {
        await service.stop();
        await rm(folder, { recursive: true, force: true });
      }
    },
    3 * PATIENCE_MS,
  );

  /** So many states of a simulated book, stamped every three seconds. */
  async function writeConflated(file: string, rows: number): Promise<void> {
    const out = new SnapshotCsvWriter(file);
    const slow = new SnapshotBatch(1, new SymbolTable(['SLOW']));
    const market = createSimulatedSource({ seed: 5, symbols: 1, rate: 2, episodes: false, benign: false });
    let shown = 0;
    let dueMicros = -Infinity;
    for await (const batch of market.open()) {
      for (let row = 0; row < batch.length && shown < rows; row++) {
        const tsMicros = batch.rows[row * ROW_STRIDE + TS];
        if (tsMicros < dueMicros) continue;
        const first = dueMicros === -Infinity;
        dueMicros = (first ? tsMicros : dueMicros) + 3_000_000;
        slow.clear();
        slow.appendRow(batch, row, 0);
        slow.rows[TS] = dueMicros;
        await out.write(slow);
        shown++;
      }
      if (shown === rows) break;
    }
    await out.close();
  }
});
