import { ListSource } from '../../../../test/support/list-source.js';
import { startTestServer, type TestServer } from '../../testing/test-database.js';
import { type Database } from '../database.js';
import { loadSource } from './load-source.js';
import { removeLoad } from './remove-load.js';

const FIRST_MICROS = 1_700_000_000_000_000;

describe('removeLoad', () => {
  let server: TestServer;
  let database: Database;
  beforeAll(async () => {
    server = await startTestServer();
  }, 120_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    database = await server.freshDatabase();
  });

  const hashOf = (letter: string): string => letter.repeat(64);

  /** Two rows of each symbol. */
  async function load(letter: string, symbols: readonly string[], from: number): Promise<void> {
    const rows = [from, from + 1].flatMap((second) =>
      symbols.map((symbol) => ({ symbol, tsMicros: FIRST_MICROS + second * 1e6 })),
    );
    const source = new ListSource(rows);
    await loadSource(database, { name: letter, contentHash: hashOf(letter), source, engine: 'test' });
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
});
