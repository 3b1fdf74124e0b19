import { startTestServer, type TestServer } from '../../testing/test-database.js';

describe('EmbeddedServer', () => {
  let server: TestServer;
  beforeAll(async () => (server = await startTestServer()), 120_000);
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

  it('gives databases of their own to tests', async () => {
    const [first, second] = [await server.freshDatabase(), await server.freshDatabase()];
    expect(first.connection.database).not.toBe(second.connection.database);
    const tables = await first.dataSource.query(`SELECT to_regclass('l2_orderbook') IS NOT NULL AS there`);
    expect(tables).toEqual([{ there: true }]);
  });
});
