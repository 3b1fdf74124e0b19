import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type ReplayState, type SnapshotMessage } from '@genesis/contracts';
import { COLUMN_NAMES } from '@genesis/market';
import request from 'supertest';
import { SurveillanceBus } from '../../apps/surveillance/src/bus/surveillance-bus.js';
import { eventually } from './eventually.js';
import { type RunningApp, startApp } from './start-app.js';

/** 2024-01-02 10:00:00 UTC. */
const START = Date.UTC(2024, 0, 2, 10) / 1000;

/** A file in the 41 columns: one book every 100 ms, its bid growing by a cent a row so that rows can be told apart. */
function csvOf(rows: number): string {
  const header = [...COLUMN_NAMES.slice(1), 'ts'].join(',');
  return [header, ...Array.from({ length: rows }, (_, row) => csvLine(row))].join('\n') + '\n';
}

function csvLine(row: number): string {
  const bid = 100 + row / 100;
  const ladder = (best: number, step: number): string[] =>
    Array.from({ length: 10 }, (_, level) => (best + level * step).toFixed(2));
  const volumes = Array.from({ length: 10 }, (_, level) => String(100 + level));
  const ts = new Date((START + row / 10) * 1000).toISOString().replace('T', ' ').replace('Z', '000');
  return [...ladder(bid, -0.01), ...volumes, ...ladder(bid + 0.01, 0.01), ...volumes, ts].join(',');
}

const rowOf = ({ best_bid }: SnapshotMessage): number => Math.round(((best_bid ?? NaN) - 100) * 100);

describe('replay of a file', () => {
  let folder: string;
  let file: string;
  let running: RunningApp | null = null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genesis-replay-'));
    file = join(folder, 'AAPL.csv');
  });

  afterEach(async () => {
    await running?.app.close();
    running = null;
    await rm(folder, { recursive: true });
  });

  async function start(environment: Record<string, string>): Promise<void> {
    running = await startApp({
      CSV_PATH: file,
      SOURCE_RETRY_BASE_MS: '10',
      SOURCE_RETRY_LIMIT: '2',
      ...environment,
    });
  }

  const url = (): string => running?.url ?? '';
  const state = async (): Promise<ReplayState> =>
    (await request(url()).get('/replay').expect(200)).body as ReplayState;
  const post = async (path: string, body?: object): Promise<ReplayState> =>
    (await request(url()).post(path).send(body).expect(200)).body as ReplayState;
  const shown = async (): Promise<number[]> =>
    ((await request(url()).get('/snapshots?limit=1000').expect(200)).body as SnapshotMessage[]).map(rowOf);

  it('shows every row once and in order', async () => {
    await writeFile(file, csvOf(30));
    await start({ REPLAY_LOOP: 'false', REPLAY_SPEED: '5' });
    await eventually(async () => expect((await state()).state).toBe('ENDED'));
    expect(await shown()).toEqual(Array.from({ length: 30 }, (_, row) => row));
    expect(await state()).toMatchObject({
      mode: 'CSV_REPLAY',
      requested_mode: 'AUTO',
      symbols: ['AAPL'],
      from: START,
      to: START + 2.9,
      position: START + 2.9,
      snapshots: 30,
      degraded: false,
    });
  });

  it('pauses, steps, seeks and goes on', async () => {
    await writeFile(file, csvOf(3000));
    await start({});
    await eventually(async () => expect((await state()).snapshots).toBeGreaterThan(0));
    const paused = await post('/pause');
    expect(paused.state).toBe('PAUSED');
    const stepped = await post('/replay/step', { count: 1200 });
    expect(stepped.snapshots).toBe(paused.snapshots + 1200);
    expect((await post('/replay/step')).snapshots).toBe(stepped.snapshots + 1);
    expect((await state()).snapshots).toBe(stepped.snapshots + 1);

    const sought = await post('/replay/seek', { timestamp: START + 200.05 });
    expect(sought).toMatchObject({ state: 'PAUSED', next_position: START + 200.1 });
    await post('/replay/step', { count: 3 });
    expect(await shown()).toEqual([2001, 2002, 2003]);

    expect((await post('/speed', { speed: 10 })).speed).toBe(10);
    expect((await post('/resume')).state).toBe('PLAYING');
    await eventually(async () => expect((await shown()).length).toBeGreaterThan(10));
    const rows = await shown();
    expect(rows).toEqual(rows.map((_, index) => 2001 + index));
  });

  it('refuses a jump out of the data, naming its span', async () => {
    await writeFile(file, csvOf(50));
    await start({});
    await eventually(async () => expect((await state()).state).toBe('PLAYING'));
    const { body } = await request(url())
      .post('/replay/seek')
      .send({ timestamp: START + 5 })
      .expect(400);
    expect(body.message[0]).toContain(`from ${START} to ${START + 4.9}`);
    const stepping = await request(url()).post('/replay/step').expect(409);
    expect(stepping.body.message[0]).toContain('step works while PAUSED; the replay is PLAYING');
  });

  it('starts again from the beginning at the end', async () => {
    await writeFile(file, csvOf(20));
    await start({ REPLAY_SPEED: '10' });
    await eventually(async () => expect((await state()).loops_completed).toBeGreaterThan(1));
    const rows = await shown();
    expect(rows).toEqual(rows.map((_, index) => index));
  });

  it('falls to the simulation when a file breaks off, and goes on behind it once it is whole', async () => {
    const whole = gzipSync(csvOf(4000));
    file = join(folder, 'AAPL.csv.gz');
    await writeFile(file, whole.subarray(0, whole.length / 2));
    await start({ MODE: 'CSV_REPLAY', SOURCE_PROBE_SECONDS: '0.2' });
    const rows: number[] = [];
    running?.app.get(SurveillanceBus).on('snapshots', 'test', ({ snapshots }) => {
      // The simulated day begins half an hour before that of the file.
      rows.push(...snapshots.filter(({ timestamp }) => timestamp >= START).map(rowOf));
    });
    await eventually(async () => expect((await state()).snapshots).toBeGreaterThan(0));
    await post('/pause');
    expect(await post('/replay/step', { count: 10_000 })).toMatchObject({
      mode: 'SIMULATION',
      degraded: true,
    });
    const brokeOffAt = rows.length;
    expect(brokeOffAt).toBeGreaterThan(100);
    await post('/resume');
    const health = await request(url()).get('/health').expect(200);
    expect(health.body).toMatchObject({ status: 'degraded', mode: 'SIMULATION' });
    expect((await state()).notices[0]).toContain('AAPL.csv.gz');

    const repaired = join(folder, 'repaired');
    await writeFile(repaired, whole);
    await rename(repaired, file);
    await eventually(async () =>
      expect(await state()).toMatchObject({ mode: 'CSV_REPLAY', degraded: false }),
    );
    await eventually(() => expect(rows.length).toBeGreaterThan(brokeOffAt + 3));
    expect(rows).toEqual(rows.map((_, index) => rows[0] + index));
  });

  it.each([
    ['missing', null],
    ['empty', ''],
    ['header-only', `${[...COLUMN_NAMES.slice(1), 'ts'].join(',')}\n`],
    ['something else', 'hello world\nthis is no order book\n'],
  ])('runs the simulation and says why when the file is %s', async (_what, content) => {
    if (content !== null) await writeFile(file, content);
    await start({});
    const now = await eventually(async () => {
      const body = await state();
      expect(body.mode).toBe('SIMULATION');
      expect(body.snapshots).toBeGreaterThan(0);
      return body;
    });
    expect(now.degraded).toBe(true);
    expect(now.notices.at(-1)).toContain('AAPL.csv');
    expect(now.notices.at(-1)).not.toContain('\n');
  });
});
