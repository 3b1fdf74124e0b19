import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HealthReport } from '@genesis/contracts';
import { type SnapshotSource } from '@genesis/ingest';
import { migrateDown } from '@genesis/storage';
import request from 'supertest';
import { DatabaseService } from '../../apps/surveillance/src/persistence/database.service.js';
import { HealthBoard } from '../../apps/surveillance/src/monitoring/reporting/health-board.js';
import { SimulationModeProvider } from '../../apps/surveillance/src/replay/simulation-mode.provider.js';
import { startTestServer, type TestServer } from '../../libs/storage/testing/test-database.js';
import { eventually } from '../e2e/eventually.js';
import { type RunningService, startService } from '../e2e/running-service.js';
import { exampleAnomaly } from '../e2e/wire-examples.js';
import { ListSource } from '../support/list-source.js';
import { signalServer } from '../support/server-faults.js';

const FIRST_MICROS = 1_700_000_000_000_000;

/** Each fault is a real one; the probes answer as they do to an orchestrator. */
describe('health under faults', () => {
  let service: RunningService;
  const folder = mkdtempSync(join(tmpdir(), 'genesis-faults-'));

  afterEach(async () => {
    jest.restoreAllMocks();
    await service.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  interface Answer {
    readonly status: number;
    readonly body: HealthReport & { readonly details: Readonly<Record<string, { readonly status: string }>> };
  }

  const ask = async (path: string): Promise<Answer> => request(service.url).get(path);

  /** What `/health` answers and of which codes it is unhealthy. */
  async function verdict(): Promise<string> {
    const { status, body } = await ask('/health');
    const codes = body.issue_details
      .filter(({ severity }) => severity === 'unhealthy')
      .map(({ code }) => code);
    return [status, ...codes].join(' ');
  }

  /** What a probe answers and the parts that are down. */
  async function probe(name: 'live' | 'ready'): Promise<string> {
    const { status, body } = await ask(`/health/${name}`);
    const down = Object.entries(body.details).filter(([, part]) => part.status === 'down');
    return [status, ...down.map(([part]) => part)].join(' ');
  }

  const comesTo = (question: () => Promise<string>, answer: string): Promise<void> =>
    eventually(async () => expect(await question()).toBe(answer));

  it('a source that hangs: STREAM_STALLED, not ready, until it goes on', async () => {
    let goOn: () => void = () => undefined;
    const hang = new Promise<void>((resolve) => (goOn = resolve));
    jest.spyOn(SimulationModeProvider.prototype, 'open').mockResolvedValue(hangingSource(hang));
    service = await startService({ STALL_SECONDS: '0.5' });
    await comesTo(verdict, '503 STREAM_STALLED');
    expect(await probe('ready')).toBe('503 source');
    expect(await probe('live')).toBe('200');
    goOn();
    await comesTo(verdict, '200');
    expect(await probe('ready')).toBe('200');
  });

  it('an event loop that is blocked: EVENT_LOOP_DELAYED, not alive, until it is free', async () => {
    service = await startService({
      EVENT_LOOP_BUDGET_MS: '300',
      EVENT_LOOP_LIMIT_MS: '600',
      METRICS_INTERVAL_MS: '500',
    });
    await comesTo(() => probe('live'), '200');
    await eventually(async () => {
      block(1200);
      expect([await probe('live'), await verdict()]).toEqual(['503 event_loop', '503 EVENT_LOOP_DELAYED']);
    });
    await comesTo(() => probe('live'), '200');
  });

  it('a listener that takes its time: LATENCY_OVER_BUDGET', async () => {
    service = await startService({ LATENCY_BUDGET_MS: '1', LATENCY_LIMIT_MS: '15' }, (bus) =>
      bus.on('snapshots', 'Slow', () => block(20)),
    );
    await comesTo(verdict, '503 LATENCY_OVER_BUDGET');
    expect(await probe('ready')).toBe('200');
  });

  it('a file with more crossed books than others: ERROR_RATE', async () => {
    const file = join(folder, 'crossed.csv');
    writeFileSync(file, Array.from({ length: 400 }, (_, row) => bookLine(row, row % 4 > 0)).join(''));
    service = await startService({ MODE: 'CSV_REPLAY', CSV_PATH: file, CSV_FORMAT: 'csv' });
    await comesTo(verdict, '503 ERROR_RATE');
  });

  it('a spool that is full while the database is away: not ready', async () => {
    service = await startService({
      DATABASE: 'auto',
      DB_HOST: join(folder, 'no-server'),
      SPOOL_DIR: join(folder, 'spool'),
      SPOOL_MAX_BYTES: '65536',
      JOURNAL_QUEUE: '100',
    });
    expect(await probe('ready')).toBe('200');
    let emitted = 0;
    await eventually(async () => {
      for (let i = 0; i < 50; i++) service.bus.emit('anomaly', exampleAnomaly('T', `n${emitted++}`));
      const { body } = await ask('/health');
      expect(body.issue_details.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['DATABASE_AWAY', 'SPOOL_FAILING']),
      );
      expect(await verdict()).toMatch(/^503 .*(SPOOL|QUEUE)_FILLING/);
      expect(await probe('ready')).toBe('503 spool');
    });
  });

  it('a detector that is blind: 503 where HEALTH_STRICT_CODES names it', async () => {
    const blind = { code: 'DETECTOR_BLIND', severity: 'degraded', message: 'it missed three' } as const;
    service = await startService();
    service.app.get(HealthBoard).addIssueCheck(() => blind);
    expect((await ask('/health')).body.status).toBe('degraded');
    expect(await verdict()).toBe('200');
    await service.stop();
    service = await startService({ HEALTH_STRICT_CODES: 'REPLAY_BEHIND,DETECTOR_BLIND' });
    service.app.get(HealthBoard).addIssueCheck(() => blind);
    expect(await verdict()).toBe('503 DETECTOR_BLIND');
  });

  describe('of a database', () => {
    let server: TestServer;

    beforeAll(async () => {
      server = await startTestServer();
    });
    afterAll(() => server.stop());

    beforeEach(async () => {
      const database = await server.freshDatabase();
      const { user, password } = server.server.address;
      service = await startService({
        DATABASE: 'auto',
        DB_HOST: server.folder,
        DB_NAME: database.connection.database,
        DB_USER: user,
        DB_PASSWORD: password,
        DB_CHECK_SECONDS: '0.1',
        DATABASE_AWAY_LIMIT_SECONDS: '0.3',
        SELF_CHECK_SECONDS: '0.2',
        SOURCE_RETRY_MAX_MS: '400',
        SPOOL_DIR: join(server.folder, 'spool'),
      });
      await database.close();
      // Ready it is before that: a database may be away for a while.
      await eventually(() => {
        expect(service.app.get(DatabaseService).current()).not.toBeNull();
      });
      await comesTo(() => probe('ready'), '200');
    });

    it('an embedded server that is killed: DATABASE_AWAY, not ready, until it is back', async () => {
      signalServer(server.server.pid, 'SIGKILL');
      await comesTo(verdict, '503 DATABASE_AWAY');
      expect(await probe('ready')).toBe('503 database');
      await server.startAgain();
      await comesTo(() => probe('ready'), '200');
      await comesTo(verdict, '200');
    });

    it('a migration that was taken back: MIGRATIONS_PENDING, not ready, until it is taken again', async () => {
      const database = service.app.get(DatabaseService).current();
      if (database === null) throw new Error('the service has no database');
      await migrateDown(database.dataSource);
      await comesTo(() => probe('ready'), '503 migrations');
      expect(await verdict()).toContain('MIGRATIONS_PENDING');
      await database.migrate();
      await comesTo(() => probe('ready'), '200');
    });
  });
});

/** Gives rows, then nothing until `hang` is over, then rows again. */
function hangingSource(hang: Promise<void>): SnapshotSource {
  const rows = Array.from({ length: 5000 }, (_, i) => ({ symbol: 'A', tsMicros: FIRST_MICROS + i * 10_000 }));
  const source = new ListSource(rows, { batchRows: 10 });
  return {
    describe: () => source.describe(),
    async *open(range) {
      let batches = 0;
      for await (const batch of source.open(range)) {
        yield batch;
        if (++batches === 3) await hang;
      }
    },
    progress: () => source.progress(),
    close: () => source.close(),
  };
}

/** As a busy computation would. */
function block(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs) continue;
}

/** The 41 columns; a crossed book bids more than is asked. */
function bookLine(row: number, crossed: boolean): string {
  const bid = crossed ? 101 : 99.99;
  const side = (best: number, step: number): string[] => [
    ...Array.from({ length: 10 }, (_, level) => (best + step * level).toFixed(2)),
    ...Array.from({ length: 10 }, (_, level) => String(100 + ((row + level) % 7))),
  ];
  const second = (row * 0.01).toFixed(2).padStart(5, '0');
  return [...side(bid, -0.01), ...side(100, 0.01), `2024-01-02 10:00:${second}`].join(',') + '\n';
}
