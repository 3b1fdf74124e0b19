import { ListSource } from '../../../../test/support/list-source.js';
import { startTestServer, type TestServer } from '../../testing/test-database.js';
import { type Database } from '../database.js';
import { type LoadMode, type LoadOutcome } from './load-request.js';
import { loadSource } from './load-source.js';
import { lockLoads } from './load-notes.js';
import { removeLoad } from './remove-load.js';

const FIRST_MICROS = 1_700_000_000_000_000;

describe('removeLoad', () => {
  let server: TestServer;
  let database: Database;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    database = await server.freshDatabase();
  });

  const hashOf = (letter: string): string => letter.repeat(64);

  /** Two rows of each symbol. */
  async function load(
    letter: string,
    symbols: readonly string[],
    from: number,
    mode: LoadMode = 'refuse',
  ): Promise<LoadOutcome['kind']> {
    const rows = [from, from + 1].flatMap((second) =>
      symbols.map((symbol) => ({ symbol, tsMicros: FIRST_MICROS + second * 1e6 })),
    );
    const source = new ListSource(rows);
    const request = { name: letter, contentHash: hashOf(letter), source, engine: 'test', mode };
    return (await loadSource(database, request)).kind;
  }

  async function held(): Promise<unknown> {
    const [symbols, instruments, loads] = await Promise.all(
      [
        'SELECT DISTINCT symbol AS it FROM l2_orderbook ORDER BY 1',
        'SELECT symbol AS it FROM instruments ORDER BY 1',
        'SELECT name AS it FROM loads ORDER BY 1',
      ].map((query) => database.dataSource.query<{ it: string }[]>(query)),
    );
    const texts = (rows: { it: string }[]): string[] => rows.map(({ it }) => it);
    return { symbols: texts(symbols), instruments: texts(instruments), loads: texts(loads) };
  }

  it('takes out what one content brought, and instruments that have no rows any more', async () => {
    await load('a', ['AA', 'BB'], 0);
    await load('b', ['BB', 'CC'], 10);
    await expect(removeLoad(database, hashOf('a'))).resolves.toBe(true);
    expect(await held()).toEqual({ symbols: ['BB', 'CC'], instruments: ['BB', 'CC'], loads: ['b'] });
    const counts = await database.dataSource.query(
      'SELECT symbol, row_count AS rows FROM instruments ORDER BY symbol',
    );
    expect(counts).toEqual([
      { symbol: 'BB', rows: 2 },
      { symbol: 'CC', rows: 2 },
    ]);
  });

  it('says that a content was not loaded, and changes nothing', async () => {
    await load('a', ['AA'], 0);
    await expect(removeLoad(database, hashOf('b'))).resolves.toBe(false);
    expect(await held()).toEqual({ symbols: ['AA'], instruments: ['AA'], loads: ['a'] });
  });

  it('lets the same content be loaded again', async () => {
    await load('a', ['AA'], 0);
    await removeLoad(database, hashOf('a'));
    await load('a', ['AA'], 0);
    expect(await held()).toEqual({ symbols: ['AA'], instruments: ['AA'], loads: ['a'] });
  });

  it('does not wait for a load that is about to end where there is nothing to remove', async () => {
    await load('a', ['AA'], 0);
    await database.bulk(async (client) => {
      await client.query('BEGIN');
      await lockLoads(client);
      await expect(removeLoad(database, hashOf('b'))).resolves.toBe(false);
      await client.query('ROLLBACK');
    });
  });

  describe('of a load that another one took a part of', () => {
    const notes = (): Promise<unknown> =>
      database.dataSource.query(
        `SELECT name, symbols, symbol_rows::int[] AS rows, row_count AS "rowCount" FROM loads ORDER BY id`,
      );

    it('takes out the rest', async () => {
      await load('a', ['AA', 'BB'], 0);
      await load('b', ['BB'], 0, 'replace');
      expect(await notes()).toEqual([
        { name: 'a', symbols: ['AA'], rows: [2], rowCount: 2 },
        { name: 'b', symbols: ['BB'], rows: [2], rowCount: 2 },
      ]);
      await expect(removeLoad(database, hashOf('a'))).resolves.toBe(true);
      expect(await held()).toEqual({ symbols: ['BB'], instruments: ['BB'], loads: ['b'] });
    });

    it('knows of it after a second part is gone, and no more when all of it is', async () => {
      await load('a', ['AA', 'BB'], 0);
      await load('b', ['BB'], 1, 'replace');
      expect(await notes()).toMatchObject([{ rows: [2, 1], rowCount: 3 }, { name: 'b' }]);
      await load('c', ['AA'], 1, 'replace');
      expect(await notes()).toMatchObject([{ rows: [1, 1], rowCount: 2 }, { name: 'b' }, { name: 'c' }]);
      await load('d', ['AA', 'BB'], 0, 'replace');
      await expect(removeLoad(database, hashOf('a'))).resolves.toBe(false);
    });

    it('does not take the content for loaded', async () => {
      await load('a', ['AA', 'BB'], 0);
      await load('b', ['BB'], 0, 'replace');
      await expect(load('a', ['AA', 'BB'], 0)).rejects.toThrow('the database holds rows of a for AA');
      await expect(load('a', ['AA', 'BB'], 0, 'append')).resolves.toBe('loaded');
      await expect(load('c', ['BB'], 0, 'replace')).resolves.toBe('loaded');
      expect(await notes()).toMatchObject([{ symbols: ['AA'] }, { symbols: ['AA'] }, { name: 'c' }]);
      await removeLoad(database, hashOf('a'));
      expect(await held()).toEqual({ symbols: ['BB'], instruments: ['BB'], loads: ['c'] });
    });
  });
});
