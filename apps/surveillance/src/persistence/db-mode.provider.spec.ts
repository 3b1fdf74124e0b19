import { type Database, loadSource } from '@genesis/storage';
import { Logger } from '@nestjs/common';
import { startTestServer, type TestServer } from '../../../../libs/storage/testing/test-database.js';
import { ListSource } from '../../../../test/support/list-source.js';
import { type DatabaseState } from '../bus/surveillance-events.js';
import { parseSettings } from '../config/parse-settings.js';
import { type DatabaseService } from './database.service.js';
import { DbModeProvider } from './db-mode.provider.js';
import { SampleSession } from './sample-session.js';

const FIRST = Date.UTC(2024, 0, 2, 9, 30) * 1000;
/** Ten minutes of three symbols. */
const SAMPLE_SYMBOLS = 3;

describe('DbModeProvider and SampleSession', () => {
  let server: TestServer;
  let database: Database | null;
  let suspected: number;
  let state: DatabaseState['state'];
  let waits: number[][];
  const sample = new SampleSession();

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'log').mockImplementation();
    database = await server.freshDatabase();
    suspected = 0;
    state = 'DOWN';
    waits = [];
  });
  afterEach(() => jest.restoreAllMocks());

  function provider(environment: Record<string, string> = {}): DbModeProvider {
    const settings = parseSettings(environment);
    const databases = {
      embedded: settings.databaseHost === null,
      current: () => database,
      state: () => ({ state, reason: 'PostgreSQL is away' }),
      settled: (...wait: number[]) => Promise.resolve(void waits.push(wait)),
      suspect: () => suspected++,
    };
    return new DbModeProvider(settings, databases as unknown as DatabaseService, sample);
  }

  /** Three rows a second apart. */
  async function load(symbol: string): Promise<void> {
    const rows = [0, 1, 2].map((second) => ({ symbol, tsMicros: FIRST + second * 1e6 }));
    const contentHash = Buffer.from(symbol).toString('hex').padEnd(64, '0');
    await loadSource(opened(), { name: symbol, contentHash, source: new ListSource(rows), engine: 'test' });
  }

  function opened(): Database {
    if (database === null) throw new Error('the test has no database');
    return database;
  }

  async function symbolsOf(mode: DbModeProvider): Promise<readonly string[]> {
    return (await (await mode.open()).describe()).symbols;
  }

  describe('for a newcomer', () => {
    it('brings a sample session into an embedded database that is empty', async () => {
      const mode = provider();
      await expect(mode.available()).resolves.toEqual({ ok: true });
      expect(await sample.holdings(opened())).toBe('sample');
      expect(await symbolsOf(mode)).toHaveLength(SAMPLE_SYMBOLS);
      const [{ minutes }] = await opened().dataSource.query<[{ minutes: number }]>(
        'SELECT extract(epoch FROM max(ts) - min(ts))::float8 / 60 AS minutes FROM l2_orderbook',
      );
      expect(Math.round(minutes)).toBe(10);
      // A second start finds it there.
      await expect(mode.available()).resolves.toEqual({ ok: true });
      await sample.provide(opened());
      expect(await opened().dataSource.query('SELECT name FROM loads')).toEqual([{ name: 'sample session' }]);
    });

    it('puts files that are named before the sample session', async () => {
      await sample.provide(opened());
      await expect(provider({ CSV_PATH: 'day.csv' }).available()).resolves.toEqual({
        ok: false,
        configured: false,
        reason: 'the embedded database holds nothing but the sample session, and CSV_PATH names files',
      });
    });

    it('takes the sample session out as soon as there are data', async () => {
      await sample.provide(opened());
      await load('AAPL');
      const mode = provider({ CSV_PATH: 'day.csv' });
      await expect(mode.available()).resolves.toEqual({ ok: true });
      expect(await symbolsOf(mode)).toEqual(['AAPL']);
      expect(await sample.holdings(opened())).toBe('data');
      expect(await opened().dataSource.query('SELECT name FROM loads')).toEqual([{ name: 'AAPL' }]);
    });

    it('takes the rest of it out after one of its symbols was replaced', async () => {
      await sample.provide(opened());
      const mode = provider();
      const [symbol] = await symbolsOf(mode);
      const [{ ts }] = await opened().dataSource.query<[{ ts: number }]>(
        'SELECT min(ts) AS ts FROM l2_orderbook',
      );
      const source = new ListSource([0, 3600].map((second) => ({ symbol, tsMicros: ts + second * 1e6 })));
      const request = { name: 'own', contentHash: 'own', source, engine: 'test', mode: 'replace' as const };
      await loadSource(opened(), request);
      await expect(mode.available()).resolves.toEqual({ ok: true });
      expect(await symbolsOf(mode)).toEqual([symbol]);
      expect(await opened().dataSource.query('SELECT name FROM loads')).toEqual([{ name: 'own' }]);
    });

    it('takes rows that came by hand for data', async () => {
      await opened().dataSource.query(`INSERT INTO l2_orderbook (ts) VALUES ('2024-01-02 09:30:00')`);
      expect(await sample.holdings(opened())).toBe('data');
    });
  });

  describe('brings no sample session, but says what is missing', () => {
    const EMPTY = 'the database holds no snapshots; bring some with genesis load FILE';
    const NO_SUCH = 'the database holds no snapshots of DB_SYMBOLS between DB_FROM and DB_TO';

    it.each<[string, Record<string, string>, boolean, string]>([
      ['where DB_REPLAY is asked for', { MODE: 'DB_REPLAY' }, false, EMPTY],
      ['where files are named', { CSV_PATH: 'day.csv' }, false, EMPTY],
      ['to a database of somebody else', { DB_HOST: 'db.example.com' }, true, EMPTY],
      ['where some symbols are wanted', { DB_SYMBOLS: 'AAPL' }, false, NO_SUCH],
    ])('%s', async (_, environment, configured, reason) => {
      await expect(provider(environment).available()).resolves.toEqual({ ok: false, configured, reason });
      expect(await sample.holdings(opened())).toBe('nothing');
    });
  });

  it('gives the symbols and the time that are wanted', async () => {
    await load('AAPL');
    await load('MSFT');
    const mode = provider({ DB_SYMBOLS: 'MSFT', DB_FROM: '2024-01-02 09:30:01' });
    await expect(mode.available()).resolves.toEqual({ ok: true });
    expect(await (await mode.open()).describe()).toMatchObject({
      symbols: ['MSFT'],
      fromMicros: FIRST + 1e6,
      toMicros: FIRST + 2e6,
    });
    await expect(provider({ DB_TO: '2024-01-02 09:29:59' }).available()).resolves.toMatchObject({
      ok: false,
    });
  });

  it('says why it has none, also to a replay that goes on', async () => {
    database = null;
    const mode = provider({ DB_HOST: 'db.example.com' });
    await expect(mode.available()).resolves.toEqual({
      ok: false,
      configured: true,
      reason: 'PostgreSQL is away',
    });
    const source = await mode.open();
    await expect(source.open().next()).rejects.toThrow('PostgreSQL is away');
    expect(source.progress()).toEqual({ bytesRead: 0, totalBytes: null });
    await source.close();
  });

  it('says in the log that it is taken up later where the database is still starting', async () => {
    database = null;
    state = 'STARTING';
    const logged = jest.spyOn(Logger.prototype, 'log').mockImplementation();
    await expect(provider().available()).resolves.toMatchObject({ ok: false });
    expect(logged.mock.calls).toEqual([[expect.stringMatching(/still starting.*as soon as it is up/)]]);
    state = 'DOWN';
    await expect(provider().available()).resolves.toMatchObject({ ok: false });
    expect(logged).toHaveBeenCalledTimes(1);
  });

  it('waits longer at the very first start, unless files are named', async () => {
    database = null;
    await provider().available();
    await provider({ CSV_PATH: 'day.csv' }).available();
    expect(waits).toEqual([
      [15_000, 60_000],
      [15_000, 15_000],
    ]);
  });

  it('goes on with another connection, and tells where one fails', async () => {
    await load('AAPL');
    const mode = provider();
    const source = await mode.open();
    const before = opened();
    await before.close();
    await expect(mode.available()).rejects.toThrow();
    await expect(source.open().next()).rejects.toThrow();
    expect(suspected).toBe(2);
    database = await server.open(before.connection.database);
    const { value } = await source.open().next();
    expect(value?.length).toBe(3);
    await source.close();
  });
});
