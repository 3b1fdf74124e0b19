import { startTestServer, type TestServer } from '../../testing/test-database.js';
import { type Database } from '../database.js';
import { COPY_HEADER, COPY_TRAILER } from './copy-binary.js';
import { CopyIn } from './copy-in.js';
import { StallGuard } from './stall-guard.js';

const STALL_MS = 30_000;
const NO_ROWS = Buffer.concat([COPY_HEADER, COPY_TRAILER]);

describe('CopyIn', () => {
  let server: TestServer;
  let database: Database;

  beforeAll(async () => {
    server = await startTestServer();
    database = await server.open('postgres');
  });
  afterAll(() => server.stop());

  it('leaves no listener on a connection, however many COPYs it carries', async () => {
    await database.bulk(async (client) => {
      await client.query('CREATE TEMPORARY TABLE target (a integer)');
      const counts = (): number[] => [client.listenerCount('error'), client.listenerCount('end')];
      const before = counts();
      for (let i = 0; i < 20; i++) {
        const copy = new CopyIn(
          client,
          'COPY target FROM STDIN (FORMAT binary)',
          new StallGuard(client, STALL_MS),
        );
        await copy.write(NO_ROWS);
        await copy.end();
        expect(counts()).toEqual(before);
      }
    });
  });

  it('leaves none after a COPY that the server refused', async () => {
    await database.bulk(async (client) => {
      const counts = (): number[] => [client.listenerCount('error'), client.listenerCount('end')];
      const before = counts();
      const copy = new CopyIn(
        client,
        'COPY missing FROM STDIN (FORMAT binary)',
        new StallGuard(client, STALL_MS),
      );
      await expect(copy.end()).rejects.toThrow('relation "missing" does not exist');
      expect(counts()).toEqual(before);
    });
  });

  it('is told of a connection that breaks under it', async () => {
    await expect(
      database.bulk(async (client) => {
        await client.query('CREATE TEMPORARY TABLE broken (a integer)');
        const guard = new StallGuard(client, STALL_MS);
        const copy = new CopyIn(client, 'COPY broken FROM STDIN (FORMAT binary)', guard);
        await copy.write(NO_ROWS);
        guard.cut('cut by the test');
        await copy.end();
      }),
    ).rejects.toThrow('cut by the test');
  });
});
