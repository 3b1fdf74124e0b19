import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, type TestServer } from '../../testing/test-database.js';
import { EmbeddedServer } from './embedded-server.js';

const OPTIONS = { connectTimeoutMs: 120_000 };

describe('EmbeddedServer', () => {
  let server: TestServer;
  beforeAll(async () => (server = await startTestServer()));
  afterAll(() => server.stop());

  it('answers, with text compared byte by byte and time in UTC', async () => {
    const database = await server.open(await server.emptyDatabase());
    expect(
      await database.dataSource.query(
        `SELECT current_setting('server_version_num')::int / 10000 AS major, 'Z' < 'a' AS bytewise,
                current_setting('TimeZone') AS zone`,
      ),
    ).toEqual([{ major: 18, bytewise: true, zone: 'UTC' }]);
  });

  it('lets nobody in without the password', async () => {
    const { host, port } = server.server.address;
    const stranger = { host, port, user: 'postgres', password: 'guessed', database: 'postgres', tls: false };
    await expect(server.openWith({ ...stranger, poolMax: 1, connectTimeoutMs: 10_000 })).rejects.toThrow(
      'password authentication failed',
    );
  });

  it('gives databases of their own to tests', async () => {
    const [first, second] = [await server.freshDatabase(), await server.freshDatabase()];
    expect(first.connection.database).not.toBe(second.connection.database);
    const tables = await first.dataSource.query(`SELECT to_regclass('l2_orderbook') IS NOT NULL AS there`);
    expect(tables).toEqual([{ there: true }]);
  });
});

describe('EmbeddedServer, from start to start', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'genesis-db-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('recovers what was committed before it was killed', async () => {
    const killed = await EmbeddedServer.joinOrStart(folder, OPTIONS);
    await killed.ensureDatabase('kept');
    process.kill(killed.pid, 'SIGKILL');
    const next = await EmbeddedServer.joinOrStart(folder, OPTIONS);
    expect(next.pid).not.toBe(killed.pid);
    // There already: making it a second time would fail.
    await next.ensureDatabase('kept');
    await killed.release();
    await next.release();
  });

  it('is not kept from starting by a file that names another program', async () => {
    const first = await EmbeddedServer.joinOrStart(folder, OPTIONS);
    await first.release();
    const socket = first.address.host;
    writeFileSync(
      join(folder, 'data', 'postmaster.pid'),
      `${process.pid}\n${join(folder, 'data')}\n1700000000\n5432\n${socket}\n`,
    );
    const second = await EmbeddedServer.joinOrStart(folder, OPTIONS);
    expect(second.pid).not.toBe(process.pid);
    await second.release();
  });
});
