import { Worker } from 'node:worker_threads';
import {
  type HealthReport,
  type RegimeChange,
  type RegimeHistory,
  type RegimeReport,
  REGIMES,
} from '@genesis/contracts';
import { io, type Socket } from 'socket.io-client';
import request from 'supertest';
import { TrainingWorkerStarter } from '../../apps/surveillance/src/clustering/training/training-worker-starter.js';
import { eventually } from './eventually.js';
import { type RunningApp, startApp } from './start-app.js';

/** A market that goes as fast as it can, and trains every few seconds of it. */
const FAST = {
  MODE: 'SIMULATION',
  SIM_SYMBOLS: '1',
  SIM_RATE: '20',
  REPLAY_SPEED: '100',
  REPLAY_SPEED_MAX: '100',
  REGIME_TRAIN_EVENTS: '1500',
  // Out of the sources a thread takes seconds to start on a busy machine.
  REGIME_TRAINING_TIMEOUT_MS: '120000',
};

/** A thread that does with each training what `code` says. */
const scripted = (code: string): Worker =>
  new Worker(`require('node:worker_threads').parentPort.on('message', () => { ${code} })`, { eval: true });

describe('regimes of the service', () => {
  let running: RunningApp;
  afterEach(() => running.app.close());

  const get = async <T>(path: string): Promise<T> =>
    (await request(running.url).get(path).expect(200)).body as T;
  const issues = async (): Promise<string[]> =>
    (await get<HealthReport>('/health')).issue_details.map(({ code }) => code);

  it('are learnt in a worker and told by /regimes, /regimes/:symbol/history and the room', async () => {
    running = await startApp(FAST);
    const client: Socket = io(running.url, { transports: ['websocket'] });
    const changes: RegimeChange[] = [];
    client.on('regime', (change: RegimeChange) => changes.push(change));
    const answer: unknown = await client.emitWithAck('subscribe', { room: 'regimes:ACME' });
    expect(answer).toEqual({ ok: true, room: 'regimes:ACME' });
    try {
      const report = await eventually(async () => {
        const now = await get<RegimeReport>('/regimes');
        expect(now.training.trained).toBeGreaterThan(0);
        expect(now.instruments[0]?.model_version).toBeGreaterThan(0);
        return now;
      });
      const [acme] = report.instruments;
      expect(acme).toMatchObject({ symbol: 'ACME', basis: 'own' });
      expect(acme.swap?.sequence).toBeGreaterThan(300);
      expect(Object.keys(acme.centroids ?? {})).toEqual([...REGIMES]);
      // In real units: the tick is a cent, and the feed shows some twenty snapshots a second.
      expect(acme.centroids?.CALM.spread).toBeGreaterThan(0.009);
      expect(acme.centroids?.CALM.spread).toBeLessThan(0.1);
      expect(acme.centroids?.CALM.update_rate).toBeGreaterThan(5);
      expect(acme.centroids?.CALM.update_rate).toBeLessThan(60);
      expect(report.training).toMatchObject({ events: 1500, workers: 1, worker_failures: 0 });
      expect(report.training.last_training_ms).toBeGreaterThan(0);
      await eventually(() => expect(changes.length).toBeGreaterThan(0));
      const history = await get<RegimeHistory>('/regimes/ACME/history');
      const known = history.stays.find(({ from_sequence: sequence }) => sequence === changes[0].sequence);
      expect(known).toMatchObject({ regime: changes[0].regime, from: changes[0].timestamp });
      const missing = await request(running.url).get('/regimes/NOPE/history').expect(404);
      expect(missing.body.message[0]).toContain('symbol "NOPE" has no regimes; those shown so far are ACME');
    } finally {
      client.close();
    }
  }, 300_000);

  it.each([['crashes', 'process.exit(1);']])(
    'a worker that %s: health is degraded with REGIME_WORKER_DOWN, the stream and its model go on, then all is well',
    async (_, code) => {
      const environment = { ...FAST, REGIME_FAILURE_SECONDS: '1' };
      let good = true;
      running = await startApp(environment, (app) => {
        const starter = app.get(TrainingWorkerStarter);
        const start = starter.start.bind(starter);
        jest.spyOn(starter, 'start').mockImplementation(() => {
          const worker = good ? start() : scripted(code);
          good = true;
          return worker;
        });
        good = false;
      });
      const degraded = await eventually(async () => {
        const health = await get<HealthReport>('/health');
        expect(health.issue_details.map((issue) => issue.code)).toContain('REGIME_WORKER_DOWN');
        return health;
      });
      expect(degraded.status).toBe('degraded');
      await eventually(async () =>
        expect((await get<RegimeReport>('/regimes')).training.trained).toBeGreaterThan(0),
      );
      await eventually(async () => expect(await issues()).not.toContain('REGIME_WORKER_DOWN'));
      const { training, instruments } = await get<RegimeReport>('/regimes');
      expect(training.worker_failures).toBe(1);
      expect(instruments[0].model_version).toBeGreaterThan(0);
    },
    60_000,
  );
});
