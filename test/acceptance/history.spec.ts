import { type BarMessage, type SnapshotMessage } from '@genesis/contracts';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type Database } from '@genesis/storage';
import request from 'supertest';
import { DatabaseService } from '../../apps/surveillance/src/persistence/database.service.js';
import { TestServer } from '../../libs/storage/testing/test-database.js';
import { eventually } from '../e2e/eventually.js';
import { startApp } from '../e2e/start-app.js';
import { until } from '../e2e/until.js';

/** 2025-01-02 10:00:00 UTC. */
const START = Date.UTC(2025, 0, 2, 10) / 1000;
const ROWS = 1_200;

/** Ten rows a second of one symbol, the mid rising by 0.01 a row; and two rows of another, more than a day apart. */
async function fill(database: Database): Promise<void> {
  await database.dataSource.query(
    `INSERT INTO l2_orderbook (symbol, ts, bid_price_1, bid_volume_1, ask_price_1, ask_volume_1)
     SELECT 'AAPL', timestamp 'epoch' + $1 * interval '1 second' + n * interval '100 ms',
       100 + n * 0.01, 10, 100.02 + n * 0.01, 30 FROM generate_series(0, $2::int - 1) n`,
    [START, ROWS],
  );
  await database.dataSource.query(
    `INSERT INTO l2_orderbook (symbol, ts) SELECT 'LONG', timestamp 'epoch' + ts * interval '1 second'
     FROM unnest($1::float8[]) ts`,
    [[START, START + 100_001]],
  );
}

describe('the history of a service with a database', () => {
  let server: TestServer;
  let app: NestExpressApplication;
  const get = (path: string): request.Test => request(app.getHttpServer()).get(path);

  /** Until the service has its database. */
  async function answered(path: string): Promise<request.Response> {
    for (;;) {
      const response = await get(path);
      if (response.status !== 503) return response;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  beforeAll(async () => {
    server = await TestServer.start();
    const database = await server.freshDatabase();
    await fill(database);
    const { host, port, user, password, database: name } = database.connection;
    ({ app } = await startApp({
      DATABASE: 'auto',
      DB_HOST: host,
      DB_PORT: String(port),
      DB_USER: user,
      DB_PASSWORD: password ?? '',
      DB_NAME: name,
      MODE: 'DB_REPLAY',
      DB_SYMBOLS: 'AAPL',
      REPLAY_SPEED: '10',
      REPLAY_LOOP: 'false',
      HISTORY_SIZE: '100',
    }));
    await answered('/history/bars?symbol=AAPL');
  });
  afterAll(async () => {
    await app.close();
    await server.stop();
  });

  it('has bars of a minute by default, up to the end of the data', async () => {
    const { body } = await get('/history/bars?symbol=AAPL').expect(200);
    expect(body).toHaveLength(2);
    expect(body[0]).toMatchObject({ timestamp: START, symbol: 'AAPL', resolution: '1m', snapshots: 600 });
    expect(body[0].open).toBeCloseTo(100.01, 9);
    expect(body[0].close).toBeCloseTo(106, 9);
    expect(body[0].spread).toBeCloseTo(0.02, 9);
    expect(body[0]).toMatchObject({ obi: -0.5, bid_depth: 10, ask_depth: 30 });
  });

  it('has bars of a second in a range', async () => {
    const { body } = await get(
      `/history/bars?symbol=AAPL&resolution=1s&from=${START + 10}&to=${START + 12}`,
    ).expect(200);
    expect((body as BarMessage[]).map(({ timestamp, snapshots }) => [timestamp - START, snapshots])).toEqual([
      [10, 10],
      [11, 10],
      [12, 10],
    ]);
  });

  it('takes a time before the data for its beginning', async () => {
    const { body } = await get('/history/bars?symbol=AAPL&from=0&resolution=1s').expect(200);
    expect((body as BarMessage[]).map(({ timestamp }) => timestamp - START).slice(0, 2)).toEqual([0, 1]);
  });

  it.each([
    ['/history/bars', 400, 'symbol must be 1 to 64 characters without blanks'],
    ['/history/bars?symbol=AAPL&resolution=5m', 400, 'resolution must be one of 1s, 1m; got "5m"'],
    ['/history/bars?symbol=AAPL&limit=10001', 400, 'limit must be a whole number from 1 to 10000; got 10001'],
    ['/history/bars?symbol=AAPL&from=2&to=1', 400, 'from must not be after to; got from 2 and to 1'],
    ['/history/bars?symbol=LONG&from=0&resolution=1s', 400, 'at most 100000 bars of 1s apart; got 100001'],
    ['/history/bars?symbol=XYZ', 404, 'symbol "XYZ" has no rows in the database'],
    ['/history/alert-counts?from=x', 400, 'from must be a number of epoch seconds'],
  ])('refuses %s with %d', async (path, status, message) => {
    const { body } = await get(path).expect(status);
    expect((body as { message: string[] }).message.join()).toContain(message);
  });

  it('has no alerts to count, and takes times beyond the calendar for its end', async () => {
    const range = 'from=0&to=999999999999999';
    const { body } = await get(`/history/alert-counts?symbol=AAPL&${range}`).expect(200);
    expect(Array.isArray(body)).toBe(true);
    await get(`/history/bars?symbol=AAPL&from=${START}&to=999999999999999`).expect(200);
    await get(`/history/bars?symbol=AAPL&from=999999999999999`).expect(200, []);
  });

  it('gives snapshots from the database where they are older than the memory', async () => {
    // The memory holds a hundred: wait until the first dozen has left it.
    await eventually(async () => {
      const { body } = await get('/snapshots/latest');
      expect((body as SnapshotMessage[])[0].sequence).toBeGreaterThan(115);
    });
    const { body } = await get(`/snapshots?symbol=AAPL&from=${START}&to=${START + 1}&limit=5`).expect(200);
    expect((body as SnapshotMessage[]).map(({ sequence }) => sequence)).toEqual([7, 8, 9, 10, 11]);
    expect(body[4]).toMatchObject({ symbol: 'AAPL', timestamp: START + 1, obi: -0.5 });
    expect(body[4].mid_price).toBeCloseTo(100.11, 9);
  });
});

describe('the history of a service without a database', () => {
  let app: NestExpressApplication;
  beforeAll(async () => {
    ({ app } = await startApp({ MODE: 'SIMULATION' }));
    await until(() => app.get(DatabaseService).state().state === 'OFF');
  });
  afterAll(() => app.close());

  it.each(['/history/bars?symbol=AAPL', '/history/alert-counts'])(
    'answers %s with 503 and says why',
    async (path) => {
      const { body } = await request(app.getHttpServer()).get(path).expect(503);
      expect(body).toEqual({
        statusCode: 503,
        error: 'Service Unavailable',
        message: ['the database does not answer now: DATABASE=off'],
      });
    },
  );

  it('still gives the snapshots in memory', async () => {
    await request(app.getHttpServer()).get('/snapshots?from=0&to=1').expect(200, []);
  });
});
