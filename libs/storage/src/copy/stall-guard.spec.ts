import { startTestServer, type TestServer } from '../../testing/test-database.js';
import { type Database } from '../database.js';
import { StallGuard } from './stall-guard.js';

const REAL_TIMERS = [
  'nextTick',
  'setImmediate',
  'queueMicrotask',
  'setInterval',
  'Date',
  'performance',
] as const;

describe('StallGuard', () => {
  let server: TestServer;
  let database: Database;
  beforeAll(async () => {
    server = await startTestServer();
    database = await server.open(await server.emptyDatabase());
  });
  afterAll(() => server.stop());

  it('cuts a connection on which nothing comes', async () => {
    const work = database.bulk((client) =>
      new StallGuard(client, 100).during(() => client.query('SELECT pg_sleep(60)')),
    );
    await expect(work).rejects.toThrow('is away: no answer within 100 ms');
  });

  describe('by a clock of the test', () => {
    // Of the process's timers the guard's alone: a server answers when it does.
    beforeEach(() => jest.useFakeTimers({ doNotFake: [...REAL_TIMERS] }));
    afterEach(() => jest.useRealTimers());

    it('lets steps go on that together take longer, as long as each is answered', async () => {
      const answers = await database.bulk((client) =>
        new StallGuard(client, 2_000).during(async () => {
          let rows = 0;
          for (let step = 0; step < 6; step++) {
            jest.advanceTimersByTime(1_500);
            const { rowCount } = await client.query('SELECT 1');
            rows += rowCount ?? 0;
          }
          return rows;
        }),
      );
      expect(answers).toBe(6);
    });

    it('leaves nothing on a connection that is given back', async () => {
      const counts = await database.bulk(async (client) => {
        const before = client.listenerCount('error');
        await new StallGuard(client, 2_000).during(() => client.query('SELECT 1'));
        // The time is over, and nobody cuts what is not guarded any more.
        jest.advanceTimersByTime(10_000);
        await client.query('SELECT 1');
        return [before, client.listenerCount('error')];
      });
      expect(counts[0]).toBe(counts[1]);
    });
  });
});
