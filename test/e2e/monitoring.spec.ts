import { once } from 'node:events';
import { type HealthReport, type ReplayState } from '@genesis/contracts';
import request from 'supertest';
import { STAGES } from '../../apps/surveillance/src/monitoring/stages/stage-clock.js';
import { rawSocket } from './raw-socket.js';
import { type RunningService, startService } from './running-service.js';
import { eventually } from './eventually.js';
import { until } from './until.js';
import { exampleAlert, exampleAnomaly, exampleSnapshot } from './wire-examples.js';

describe('monitoring', () => {
  let service: RunningService;
  const get = (path: string): request.Test => request(service.url).get(path);
  const health = async (): Promise<HealthReport> => (await get('/health')).body as HealthReport;
  const codes = async (): Promise<string[]> => (await health()).issue_details.map(({ code }) => code);
  const pretend = (state: Partial<ReplayState>): jest.SpyInstance =>
    jest.spyOn(service.replay, 'state').mockReturnValue({ ...service.replay.state(), ...state });

  const start = async (changes: Record<string, string> = {}): Promise<void> => {
    service = await startService({ METRICS_INTERVAL_MS: '100', ...changes });
  };
  const startAgain = async (changes: Record<string, string>): Promise<void> => {
    await service.stop();
    await start(changes);
  };

  beforeEach(() => start());
  afterEach(async () => {
    jest.restoreAllMocks();
    await service.stop();
  });

  describe('GET /metrics', () => {
    it('is in the format of Prometheus', async () => {
      const { text, headers } = await get('/metrics').expect(200);
      expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(text).toMatch(
        /^# HELP genesis_snapshots_total Snapshots shown; symbols beyond the first 100 are summed up as other$/m,
      );
      expect(text).toMatch(/^# TYPE genesis_pipeline_latency_seconds histogram$/m);
      expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
      expect(text).toMatch(/^nodejs_eventloop_lag_seconds [\d.e-]+/m);
      expect(text).toMatch(/^genesis_replay_state\{state="PLAYING"\} 1$/m);
      expect(text).toMatch(/^genesis_replay_state\{state="PAUSED"\} 0$/m);
      expect(text).toMatch(/^genesis_replay_mode\{mode="SIMULATION"\} 1$/m);
      expect(text).toMatch(/^genesis_replay_speed_ratio 1$/m);
    });

    it('counts what happens', async () => {
      service.replay.pause();
      const client = rawSocket(`${service.url}/ws`);
      await once(client, 'open');
      const { bus } = service;
      bus.emit('snapshots', { snapshots: [exampleSnapshot('TEST', 1)], dueAtMs: performance.now() });
      bus.emit('alert', exampleAlert('TEST', 'a1'));
      bus.emit('anomaly', exampleAnomaly('TEST', 'n1'));
      // A loop over the same data brings the same ids again: they are counted already.
      const alertsBefore = (await get('/metrics')).text.match(/^genesis_alerts_total.*$/gm);
      bus.emit('alert', exampleAlert('TEST', 'a1'));
      bus.emit('anomaly', exampleAnomaly('TEST', 'n1'));
      const { text } = await get('/metrics');
      expect(text).toMatch(/^genesis_snapshots_total\{symbol="TEST"\} 1$/m);
      expect(text).toMatch(
        /^genesis_alerts_total\{type="SPOOFING",severity="CRITICAL",profile="calibrated"\} [1-9]/m,
      );
      expect(text).toMatch(/^genesis_anomalies_total\{level="5",code="CROSSED_BOOK"\} 1$/m);
      expect(text.match(/^genesis_alerts_total.*$/gm)).toEqual(alertsBefore);
      expect(text).toMatch(/^genesis_latency_seconds\{stat="avg"\} [\d.e-]*[1-9]/m);
      expect(text).toMatch(/^genesis_latency_seconds\{stat="p95"\} [\d.e-]*[1-9]/m);
      expect(text).toMatch(/^genesis_latency_seconds\{stat="p99"\} [\d.e-]*[1-9]/m);
      expect(text).toMatch(/^genesis_replay_lag_resets_total \d+$/m);
      expect(text).toMatch(/^genesis_alerts_suppressed_total\{reason="deduplicated"\} \d+$/m);
      expect(text).toMatch(/^genesis_active_connections\{kind="websocket"\} 1$/m);
      expect(text).toMatch(/^genesis_deliveries_total\{kind="websocket",event="snapshot"\} [1-9]/m);
      expect(text).toMatch(/^genesis_errors_total\{kind="row_quarantined"\} 2$/m);
      expect(text).toMatch(/^genesis_pipeline_latency_seconds_count [1-9]/m);
      client.terminate();
    });

    it('knows where the time goes, and what the process and its queues need', async () => {
      await until(() => service.replay.state().snapshots > 20);
      const { text } = await get('/metrics');
      for (const stage of STAGES)
        expect(text).toMatch(
          new RegExp(`^genesis_stage_duration_seconds_count\\{stage="${stage}"\\} [1-9]`, 'm'),
        );
      expect(text).toMatch(/^genesis_stage_duration_seconds_sum\{stage="features"\} [\d.e-]*[1-9]/m);
      expect(text).toMatch(/^genesis_source_lag_seconds [\d.e-]+$/m);
      expect(text).toMatch(/^genesis_event_loop_delay_seconds\{stat="max"\} [\d.e-]+$/m);
      expect(text).toMatch(/^genesis_memory_bytes\{kind="rss"\} [1-9]\d+$/m);
      expect(text).toMatch(/^genesis_database_state\{state="OFF"\} 1$/m);
      expect(text).toMatch(/^genesis_database_pool_connections\{state="waiting"\} 0$/m);
      expect(text).toMatch(/^genesis_database_copy_rows_total\{direction="out"\} 0$/m);
    });

    it('names a hundred of five thousand symbols and sums up the rest', async () => {
      service.replay.pause();
      const linesBefore = (await get('/metrics')).text.split('\n').length;
      const snapshots = Array.from({ length: 5000 }, (_, i) => exampleSnapshot(`S${i}`, 1));
      service.bus.emit('snapshots', { snapshots, dueAtMs: performance.now() });
      const { text } = await get('/metrics');
      const series = text.split('\n').filter((line) => line.startsWith('genesis_snapshots_total{'));
      expect(series).toHaveLength(101);
      expect(series.at(-1)).toMatch(/symbol="other"\} 490\d$/);
      // Beside the symbols, what happened for the first time meanwhile.
      expect(text.split('\n').length - linesBefore).toBeLessThan(150);
    });
  });

  it('GET /metrics/dashboard has the documented figures', async () => {
    await eventually(async () => {
      const { body } = await get('/metrics/dashboard').expect(200);
      expect(body.total_snapshots).toBeGreaterThan(10);
      expect(body).toEqual({
        uptime: expect.any(Number),
        total_snapshots: expect.any(Number),
        snapshots_per_second: expect.any(Number),
        avg_latency_ms: expect.any(Number),
        p95_latency_ms: expect.any(Number),
        p99_latency_ms: expect.any(Number),
        total_errors: 0,
        error_breakdown: {},
        active_connections: 0,
        controller_state: 'PLAYING',
        replay_speed: 1,
        mode: 'SIMULATION',
        total_alerts: expect.any(Number),
        total_anomalies: 0,
        conflated_frames: 0,
        memory_rss_bytes: expect.any(Number),
      });
      expect(body.snapshots_per_second).toBeGreaterThan(0);
      expect(body.avg_latency_ms).toBeGreaterThan(0);
      expect(body.p99_latency_ms).toBeGreaterThanOrEqual(body.p95_latency_ms as number);
    });
  });

  describe('GET /health', () => {
    it('is well while the stream flows', async () => {
      const { body } = await get('/health').expect(200);
      expect(body).toEqual({
        status: 'healthy',
        issues: [],
        issue_details: [],
        mode: 'SIMULATION',
        uptime: expect.any(Number),
      });
    });

    it('is well while it is paused, however long', async () => {
      await startAgain({ STALL_SECONDS: '0.5' });
      service.replay.pause();
      const count = service.replay.state().snapshots;
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(service.replay.state().snapshots).toBe(count);
      expect((await get('/health').expect(200)).body.status).toBe('healthy');
    });

    it('STREAM_STALLED: nothing comes though it plays', async () => {
      await startAgain({ STALL_SECONDS: '0.5' });
      service.replay.pause();
      pretend({ state: 'PLAYING', next_due_in: 0 });
      await eventually(async () => expect(await codes()).toEqual(['STREAM_STALLED']));
      expect((await get('/health').expect(503)).body.status).toBe('unhealthy');
    });

    it('REPLAY_FAILED: there is no source', async () => {
      pretend({ state: 'FAILED' });
      expect((await get('/health').expect(503)).body.issue_details).toMatchObject([
        { code: 'REPLAY_FAILED', severity: 'unhealthy' },
      ]);
    });

    it('LATENCY_OVER_BUDGET: the 99th percentile is above it', async () => {
      // Rows that a user stepped through are no samples.
      service.bus.emit('broadcast', { count: 10_000, dueAtMs: null, sentAtMs: 60_001 });
      expect(await codes()).toEqual([]);
      service.bus.emit('broadcast', { count: 10_000, dueAtMs: 0, sentAtMs: 60_001 });
      const { body } = await get('/health').expect(200);
      expect(body).toMatchObject({ status: 'degraded', issue_details: [{ code: 'LATENCY_OVER_BUDGET' }] });
    });

    it('ERROR_RATE: too many rows cannot be used', async () => {
      service.replay.pause();
      for (let i = 0; i < 1000; i++) service.bus.emit('anomaly', exampleAnomaly('TEST', `n${i}`));
      expect(await codes()).toEqual(['ERROR_RATE']);
    });

    it('LISTENER_FAILURES: one that throws is counted, named, and the stream goes on', async () => {
      const failing = jest.fn(() => {
        throw new Error('boom');
      });
      const stop = service.bus.on('snapshots', 'Broken', failing);
      await until(() => failing.mock.calls.length > 0);
      stop();
      const { snapshots } = service.replay.state();
      await until(() => service.replay.state().snapshots > snapshots + 10);
      const report = await health();
      expect(report.status).toBe('degraded');
      expect(report.issues[0]).toMatch(
        /^LISTENER_FAILURES: \d+ in the last minute, .*: Broken on "snapshots": boom$/,
      );
      const { body } = await get('/metrics/dashboard');
      expect(body.error_breakdown.listener_failed).toBe(failing.mock.calls.length);
    });
  });

  it('SOURCE_FALLBACK: another mode stands in for the one that was asked for', async () => {
    const fallen = await startService({ MODE: 'CSV_REPLAY', CSV_PATH: 'no-such-file.csv' });
    const { body } = await request(fallen.url).get('/health').expect(200);
    expect(body).toMatchObject({ status: 'degraded', mode: 'SIMULATION' });
    expect(body.issues[0]).toMatch(/^SOURCE_FALLBACK: SIMULATION stands in .*no-such-file.csv/);
    await fallen.stop();
  });

  describe('for Kubernetes', () => {
    // Not long enough for the delays of a busy machine to be judged.
    beforeEach(() => startAgain({ METRICS_INTERVAL_MS: '60000' }));

    it('is alive and ready', async () => {
      expect((await get('/health/live').expect(200)).body).toMatchObject({
        status: 'ok',
        details: { event_loop: { status: 'up' } },
      });
      expect((await get('/health/ready').expect(200)).body).toMatchObject({
        status: 'ok',
        details: { source: { status: 'up', state: 'PLAYING', mode: 'SIMULATION' } },
      });
    });

    it.each(['STARTING', 'FAILED'] as const)('is not ready while the replay is %s', async (state) => {
      pretend({ state });
      const { body } = await get('/health/ready').expect(503);
      expect(body).toMatchObject({ status: 'error', details: { source: { status: 'down', state } } });
      await get('/health/live').expect(200);
    });
  });
});
