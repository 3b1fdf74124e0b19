import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { type HttpAdapterHost } from '@nestjs/core';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { startTestServer, type TestServer } from '../../../../libs/storage/testing/test-database.js';
import { until } from '../../../../test/e2e/until.js';
import { TcpProxy } from '../../../../test/support/tcp-proxy.js';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { type DatabaseState } from '../bus/surveillance-events.js';
import { parseSettings } from '../config/parse-settings.js';
import { Runtime } from '../replay/runtime.js';
import { DatabaseService } from './database.service.js';

const IMPATIENT = {
  SOURCE_RETRY_BASE_MS: '20',
  SOURCE_RETRY_MAX_MS: '100',
  DB_CHECK_SECONDS: '0.1',
  DB_CONNECT_TIMEOUT_MS: '5000',
};

describe('DatabaseService', () => {
  let server: TestServer;
  let proxy: TcpProxy;
  let access: Record<string, string>;
  let service: DatabaseService;
  let listening: EventEmitter;
  let told: DatabaseState[];

  beforeAll(async () => {
    server = await startTestServer();
    proxy = await TcpProxy.listen({ path: join(server.folder, '.s.PGSQL.5432') });
  });
  afterAll(async () => {
    await proxy.close();
    await server.stop();
  });

  beforeEach(async () => {
    for (const level of ['log', 'warn'] as const) jest.spyOn(Logger.prototype, level).mockImplementation();
    const { user, password } = server.server.address;
    access = {
      DB_HOST: '127.0.0.1',
      DB_PORT: String(proxy.port),
      DB_NAME: await server.emptyDatabase(),
      DB_USER: user,
      DB_PASSWORD: password,
    };
  });
  afterEach(async () => {
    proxy.refusing = proxy.swallowing = false;
    await service.onApplicationShutdown();
    jest.restoreAllMocks();
  });

  function create(environment: Record<string, string>): void {
    const bus = new SurveillanceBus(new EventEmitter2());
    told = [];
    bus.on('database', 'test', (state) => told.push(state));
    listening = new EventEmitter();
    const host = { httpAdapter: { getHttpServer: () => listening } } as unknown as HttpAdapterHost;
    service = new DatabaseService(parseSettings({ ...IMPATIENT, ...environment }), bus, new Runtime(), host);
    service.onApplicationBootstrap();
  }

  const inState = (state: DatabaseState['state']): Promise<void> =>
    until(() => service.state().state === state);

  it('does nothing before the service listens, and keeps nobody waiting longer than they want to', async () => {
    create(access);
    await service.settled(20);
    expect(service.state()).toEqual({ state: 'STARTING', reason: 'not connected yet' });
    expect(service.current()).toBeNull();
    expect(told).toEqual([]);
  });

  it('is off where none is wanted', async () => {
    create({ DATABASE: 'off' });
    listening.emit('listening');
    await service.settled(60_000);
    expect(told).toEqual([{ state: 'OFF', reason: 'DATABASE=off' }]);
    expect(service.current()).toBeNull();
  });

  it('connects, migrates, and closes at the end', async () => {
    create(access);
    listening.emit('listening');
    await service.settled(60_000);
    const database = service.current();
    expect(await database?.dataSource.query('SELECT count(*)::int AS rows FROM l2_orderbook')).toEqual([
      { rows: 0 },
    ]);
    expect(told).toEqual([{ state: 'UP', reason: expect.stringContaining('PostgreSQL at 127.0.0.1') }]);
    expect(service.embedded).toBe(false);
    await service.onApplicationShutdown();
    expect(database?.dataSource.isInitialized).toBe(false);
    expect(service.current()).toBeNull();
  });

  it('says that it sets up the embedded server, and is waited for longer then', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'genesis-first-'));
    create({ EMBEDDED_DIR: folder });
    const logged = jest.spyOn(Logger.prototype, 'log').mockImplementation();
    listening.emit('listening');
    const said = `setting up PostgreSQL in ${folder} (first start)`;
    await until(() => logged.mock.calls.some(([text]) => text === said));
    await service.settled(1);
    expect(service.state().state).toBe('STARTING');
    await service.settled(1, 60_000);
    expect(service.state().state).toBe('UP');
    await service.onApplicationShutdown();
    await rm(folder, { recursive: true });
  });

  it('tries again until it is there, and when it has gone, telling each change once', async () => {
    proxy.refusing = true;
    create(access);
    listening.emit('listening');
    await service.settled(60_000);
    expect(service.state()).toMatchObject({ state: 'DOWN', reason: expect.stringContaining('is away') });
    proxy.refusing = false;
    await inState('UP');
    proxy.refusing = true;
    proxy.cut();
    await inState('DOWN');
    expect(service.current()).toBeNull();
    proxy.refusing = false;
    await inState('UP');
    expect(service.current()).not.toBeNull();
    const changes = told.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1]);
    expect(changes).toEqual(['DOWN', 'UP', 'DOWN', 'UP']);
    for (const [at, { reason }] of told.entries()) expect(reason).not.toBe(told[at - 1]?.reason);
  });

  it('finds out that it says nothing any more', async () => {
    create({ ...access, DB_STALL_MS: '200' });
    listening.emit('listening');
    await inState('UP');
    proxy.swallowing = true;
    await inState('DOWN');
    expect(told.map(({ reason }) => reason)).toContainEqual(
      expect.stringContaining('no answer within 200 ms'),
    );
  });

  it('looks at once where somebody suspects it', async () => {
    create({ ...access, DB_CHECK_SECONDS: '3600' });
    listening.emit('listening');
    await inState('UP');
    proxy.refusing = true;
    proxy.cut();
    await until(() => {
      service.suspect();
      return service.state().state === 'DOWN';
    });
  });

  it('does not take a pool that is all at work for one that has gone', async () => {
    create({ ...access, DB_POOL_MAX: '1', DB_CONNECT_TIMEOUT_MS: '1000' });
    listening.emit('listening');
    await inState('UP');
    const before = told.length;
    await service.current()?.bulk((client) => client.query('SELECT pg_sleep(3)'));
    expect(told.slice(before)).toEqual([]);
  });
});
