import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database } from '@genesis/storage';
import { ALERT_EXAMPLE } from '../../apps/surveillance/src/alerts/examples.js';
import { ALERT_MANAGER } from '../../apps/surveillance/src/alerts/alert-manager.provider.js';
import { SurveillanceBus } from '../../apps/surveillance/src/bus/surveillance-bus.js';
import { DatabaseService } from '../../apps/surveillance/src/persistence/database.service.js';
import { type AlertEventMessage, type AlertMessage } from '@genesis/contracts';
import { type AlertManager } from '@genesis/alerts';
import request from 'supertest';
import { startTestServer, type TestServer } from '../../libs/storage/testing/test-database.js';
import { eventually } from './eventually.js';
import { startApp, type RunningApp } from './start-app.js';
import { until } from './until.js';

const PAUSED = { MODE: 'SIMULATION', SIM_EPISODES: 'false', REPLAY_SPEED: '0.1' };

describe('what analysts do with alerts', () => {
  let folder: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genesis-lifecycle-'));
    server = await startTestServer();
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const post = (running: RunningApp, path: string, body: object): request.Test =>
    request(running.url).post(path).send(body);
  const get = (running: RunningApp, path: string): request.Test => request(running.url).get(path);

  /** As if the engine had raised it: it is among the alerts in memory, and on the bus. */
  function raise(running: RunningApp, id: string, timestamp: number): void {
    const alert: AlertMessage = { ...ALERT_EXAMPLE, id, timestamp };
    const manager = running.app.get<AlertManager>(ALERT_MANAGER);
    const { history, find } = manager;
    manager.history = () => [...history.call(manager), alert];
    manager.find = (wanted) => (wanted === id ? alert : find.call(manager, wanted));
    running.app.get(SurveillanceBus).emit('alert', alert);
  }

  async function withDatabase(name: string, spool = 'spool'): Promise<RunningApp> {
    const { host, port, user, password } = server.connection(name);
    const running = await startApp({
      ...PAUSED,
      DATABASE: 'auto',
      DB_HOST: host,
      DB_PORT: String(port),
      DB_NAME: name,
      DB_USER: user,
      DB_PASSWORD: password ?? '',
      SPOOL_DIR: join(folder, spool),
      // What is under way is in the database when the service has stopped.
      SHUTDOWN_GRACE_MS: '60000',
    });
    const databases = running.app.get(DatabaseService);
    await until(() => databases.state().state === 'UP');
    return running;
  }

  it('keeps every step, over a restart, with its place in the chain', async () => {
    const name = (await server.freshDatabase()).connection.database;
    let running = await withDatabase(name);
    raise(running, 'a1', 100);
    raise(running, 'a2', 200);
    const told: unknown[] = [];
    running.app.get(SurveillanceBus).on('alert_lifecycle', 'test', (change) => told.push(change));
    const first = await post(running, '/alerts/a1/acknowledge', { actor: 'kim' }).expect(200);
    expect(first.body).toEqual({
      alert_id: 'a1',
      symbol: 'AAPL',
      action: 'acknowledge',
      actor: 'kim',
      lifecycle: { status: 'ACKNOWLEDGED', assignee: null, close_reason: null },
      // Safe on disk in any case; whether the database confirms it soon is up to the machine.
      stored: expect.stringMatching(/^(database|spool)$/),
    });
    await post(running, '/alerts/a1/assign', { actor: 'kim', assignee: 'lee' }).expect(200);
    await post(running, '/alerts/a1/notes', { actor: 'lee', note: 'same account\nas last week' }).expect(200);
    await post(running, '/alerts/a1/escalate', { actor: 'lee', note: 'to compliance' }).expect(200);
    expect(told).toHaveLength(4);
    const conflict = await post(running, '/alerts/a1/acknowledge', { actor: 'kim' }).expect(409);
    expect(conflict.body.message).toEqual([
      'acknowledge is not possible: alert a1 is ESCALATED; allowed are close, assign, notes',
    ]);
    await running.app.close();

    running = await withDatabase(name);
    const stored = await get(running, '/alerts/a1').expect(200);
    expect(stored.body).toMatchObject({ id: 'a1', lifecycle: { status: 'ESCALATED', assignee: 'lee' } });
    raise(running, 'a1', 100);
    await post(running, '/alerts/a1/close', { actor: 'ann', reason: 'OTHER', note: 'drill' }).expect(200);
    const lived = await eventually(async () => {
      const events = (await get(running, '/alerts/a1/events').expect(200)).body as AlertEventMessage[];
      expect(events.at(-1)?.kind).toBe('CLOSED');
      return events.filter(({ kind }) => kind !== 'EVIDENCE');
    });
    expect(lived.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['RAISED', 'engine'],
      ['ACKNOWLEDGED', 'kim'],
      ['ASSIGNED', 'kim'],
      ['NOTED', 'lee'],
      ['ESCALATED', 'lee'],
      ['CLOSED', 'ann'],
    ]);
    expect(lived[3].payload).toMatchObject({ note: 'same account\nas last week' });
    await post(running, '/alerts/a1/assign', { actor: 'kim', assignee: 'kim' }).expect(409);
    await post(running, '/alerts/a1/notes', { actor: 'kim', note: 'late news' }).expect(200);
    await running.app.close();
  });

  it('answers a NUL, which no text of the database can hold, like any other thing that is not there', async () => {
    const running = await withDatabase((await server.freshDatabase()).connection.database);
    await get(running, '/alerts/%00').expect(404);
    await get(running, '/alerts/%00/events').expect(404);
    await get(running, '/alerts/%00/evidence').expect(400);
    await post(running, '/alerts/%00/acknowledge', { actor: 'kim' }).expect(404);
    for (const path of ['/alerts/history', '/history/alert-counts', '/history/bars'])
      await get(running, `${path}?symbol=%00`).expect(400);
    for (const phase of ['m', 'd']) await get(running, `/alerts/history?before=${phase}.1.a%00`).expect(400);
    await running.app.close();
  });

  it('pages from memory into the database, each alert once, newest first', async () => {
    const name = (await server.freshDatabase()).connection.database;
    let running = await withDatabase(name);
    for (let i = 1; i <= 5; i++) raise(running, `old${i}`, 10 * i);
    await post(running, '/alerts/old2/acknowledge', { actor: 'kim' }).expect(200);
    await running.app.close();
    running = await withDatabase(name);
    for (let i = 1; i <= 3; i++) raise(running, `new${i}`, 100 * i);
    await post(running, '/alerts/new1/acknowledge', { actor: 'kim' }).expect(200);
    const pages: string[][] = [];
    for (let before = ''; ;) {
      const path = `/alerts/history?limit=2${before === '' ? '' : `&before=${before}`}`;
      const { body, headers } = await get(running, path).expect(200);
      pages.push((body as AlertMessage[]).map(({ id }) => id));
      before = headers['x-next-cursor'] ?? '';
      if (before === '') break;
    }
    expect(pages).toEqual([
      ['new2', 'new3'],
      ['old5', 'new1'],
      ['old3', 'old4'],
      ['old1', 'old2'],
    ]);
    const acknowledged = await get(running, '/alerts/history?status=ACKNOWLEDGED').expect(200);
    expect((acknowledged.body as AlertMessage[]).map(({ id }) => id)).toEqual(['old2', 'new1']);
    await running.app.close();
  });

  it('takes steps while the database is away, through the spool, and brings them home', async () => {
    const name = (await server.freshDatabase()).connection.database;
    const database = await server.open(name);
    const away = await startApp({
      ...PAUSED,
      DATABASE: 'auto',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nowhere',
      SPOOL_DIR: join(folder, 'away'),
    });
    await until(() => away.app.get(DatabaseService).state().state === 'DOWN');
    raise(away, 'b1', 100);
    const step = await post(away, '/alerts/b1/escalate', { actor: 'kim' }).expect(200);
    expect(step.body).toMatchObject({ stored: 'spool', lifecycle: { status: 'ESCALATED' } });
    await post(away, '/alerts/b1/acknowledge', { actor: 'kim' }).expect(409);
    expect((await get(away, '/alerts/b1').expect(200)).body.lifecycle.status).toBe('ESCALATED');
    expect((await get(away, '/alerts/history').expect(200)).headers['x-partial']).toContain('away');
    await get(away, '/alerts/unknown').expect(503);
    await post(away, '/alerts/unknown/escalate', { actor: 'kim' }).expect(503);
    await get(away, '/alerts/b1/events').expect(503);
    expect((await get(away, '/metrics')).text).toMatch(/^genesis_spool_bytes [1-9]/m);
    await away.app.close();

    const back = await withDatabase(name, 'away');
    while ((await steps(database)) === 0) await sleep(50);
    expect((await get(back, '/alerts/b1').expect(200)).body.lifecycle.status).toBe('ESCALATED');
    await back.app.close();
  });

  async function steps(database: Database): Promise<number> {
    const sql = `SELECT FROM alert_events WHERE kind = 'ESCALATED'`;
    return (await database.dataSource.query<unknown[]>(sql)).length;
  }

  describe('with DATABASE=off', () => {
    let running: RunningApp;

    beforeAll(async () => {
      running = await startApp(PAUSED);
      raise(running, 'm1', 100);
    });
    afterAll(() => running.app.close());

    it('keeps steps in memory, and says so', async () => {
      const { body } = await post(running, '/alerts/m1/notes', { actor: 'kim', note: 'look' }).expect(200);
      expect(body).toMatchObject({ stored: 'memory', lifecycle: { status: 'NEW' } });
      const events = (await get(running, '/alerts/m1/events').expect(200)).body as AlertEventMessage[];
      expect(events).toMatchObject([
        { kind: 'NOTED', actor: 'kim', position: null, payload: { note: 'look' } },
      ]);
      await get(running, '/alerts/unknown').expect(404);
      await get(running, '/alerts/unknown/events').expect(404);
      await post(running, '/alerts/unknown/acknowledge', { actor: 'kim' }).expect(404);
    });

    it.each([
      ['acknowledge', {}, 'actor must be 1 to 64 printable characters'],
      ['acknowledge', { actor: ' kim' }, 'actor must be'],
      ['acknowledge', { actor: 'k\u0000m' }, 'actor must be'],
      ['acknowledge', { actor: 'x'.repeat(65) }, 'actor must be'],
      ['acknowledge', { actor: 'Engine' }, 'not "engine"'],
      ['acknowledge', { actor: 7 }, 'got 7'],
      ['acknowledge', { actor: 'kim', reason: 'OTHER' }, 'reason is not known here'],
      ['escalate', { actor: 'kim', note: '  ' }, 'note must be a text'],
      ['escalate', { actor: 'kim', note: null }, 'note must be a text'],
      ['close', { actor: 'kim' }, 'reason must be one of TRUE_POSITIVE'],
      ['close', { actor: 'kim', reason: 'other' }, 'reason must be one of'],
      ['close', { actor: 'kim', reason: 'OTHER' }, 'note must be a text'],
      ['assign', { actor: 'kim' }, 'assignee must be'],
      ['assign', { actor: 'kim', assignee: '' }, 'assignee must be'],
      ['notes', { actor: 'kim' }, 'note must be a text'],
      ['notes', { actor: 'kim', note: 'x'.repeat(2001) }, 'note must be a text'],
      ['notes', { actor: 'kim', note: 'a\u0007b' }, 'note must be a text'],
    ])('%s refuses %j', async (action, body, message) => {
      const answer = await post(running, `/alerts/m1/${action}`, body).expect(400);
      expect((answer.body.message as string[]).join()).toContain(message);
    });

    it.each([
      ['status=OPEN', 'status must be one of NEW, ACKNOWLEDGED, ESCALATED, CLOSED'],
      ['assignee=', 'assignee must be'],
      ['before=x', 'before must be a value of the header X-Next-Cursor'],
      ['before=m.1.', 'before must be'],
    ])('history refuses %s', async (query, message) => {
      const { body } = await get(running, `/alerts/history?${query}`).expect(400);
      expect((body.message as string[]).join()).toContain(message);
    });
  });
});
