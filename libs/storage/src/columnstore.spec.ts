import { createHash } from 'node:crypto';
import { createSimulatedSource, type SnapshotSource } from '@genesis/ingest';
import { MICROS_PER_SECOND, ROW_STRIDE, type TimeRange, TRADE_ROW, TRADE_STRIDE } from '@genesis/market';
import { describeOnBothServers } from '../testing/test-databases.js';
import { type Database } from './database.js';
import { type LoadMode, type LoadReport } from './load/load-request.js';
import { loadSource } from './load/load-source.js';
import { DatabaseSource, type DatabaseSourceOptions } from './replay/database-source.js';

const SECONDS = 120;
const SESSION = {
  symbols: 3,
  rate: 50,
  durationMicros: SECONDS * MICROS_PER_SECOND,
  startMicros: Date.UTC(2025, 0, 2, 10) * 1_000,
};

interface Read {
  readonly rows: number;
  readonly trades: number;
  /** Over symbol, sequence number and values of each row, and over the trades at it, in order. */
  readonly hash: string;
}

async function read(source: SnapshotSource, range: TimeRange = {}): Promise<Read> {
  const hash = createHash('sha256');
  let rows = 0;
  let trades = 0;
  for await (const batch of source.open(range)) {
    for (let row = 0, trade = 0; row < batch.length; row++, rows++) {
      hash.update(`${batch.symbols.symbolAt(batch.instruments[row])} ${batch.sequences[row]}\n`);
      hash.update(batch.rows.slice(row * ROW_STRIDE, (row + 1) * ROW_STRIDE));
      for (
        ;
        batch.trades.values[trade * TRADE_STRIDE + TRADE_ROW] === row && trade < batch.trades.length;
        trade++
      ) {
        hash.update(
          batch.trades.values.slice(trade * TRADE_STRIDE + TRADE_ROW + 1, (trade + 1) * TRADE_STRIDE),
        );
        trades++;
      }
    }
  }
  return { rows, trades, hash: hash.digest('hex') };
}

/** Where old rows go on TimescaleDB; plain PostgreSQL has no such thing, and the same has to hold. */
describeOnBothServers(
  'rows that are loaded, compressed, read, added to and replaced',
  (server, timescale) => {
    let database: Database;
    let before: Read;
    const within = { fromMicros: SESSION.startMicros + 30e6, toMicros: SESSION.startMicros + 60e6 };

    beforeAll(async () => {
      database = await server().freshDatabase();
      await load(1);
      before = await replay();
    });

    async function load(seed: number, mode: LoadMode = 'refuse'): Promise<LoadReport> {
      const source = createSimulatedSource({ ...SESSION, seed });
      const name = `session ${seed}`;
      const outcome = await loadSource(database, { name, contentHash: name, source, engine: 'test', mode });
      if (outcome.kind !== 'loaded') throw new Error(`expected a load, it is ${outcome.kind}`);
      return outcome;
    }

    const replay = (options: DatabaseSourceOptions = {}, range?: TimeRange): Promise<Read> =>
      read(new DatabaseSource(database, options), range);

    async function compressAll(): Promise<void> {
      if (!timescale) return;
      for (const table of ['l2_orderbook', 'l2_trades'])
        await database.dataSource.query(`SELECT compress_chunk(chunk) FROM show_chunks($1::regclass) chunk`, [
          table,
        ]);
      const open: unknown[] = await database.dataSource.query(
        `SELECT FROM timescaledb_information.chunks WHERE NOT is_compressed AND hypertable_name IN ('l2_orderbook', 'l2_trades')`,
      );
      expect(open).toEqual([]);
    }

    it('gives the same rows and trades in the same order: all, some symbols, a stretch of time', async () => {
      const symbols = ['ACME', (await new DatabaseSource(database).describe()).symbols[2]];
      const views = [
        () => replay(),
        () => replay({}, within),
        () => replay({ symbols: symbols.slice(0, 1) }),
        () => replay({ symbols, ...within, batchRows: 7 }),
      ];
      const wanted = await Promise.all(views.map((view) => view()));
      expect(wanted[0].rows).toBeGreaterThan(2 * 8_192);
      expect(wanted[0].trades).toBeGreaterThan(500);
      expect(new Set(wanted.map(({ hash }) => hash)).size).toBe(views.length);
      await compressAll();
      for (const [index, view] of views.entries()) expect(await view()).toEqual(wanted[index]);
    });

    it('refuses to load over them, adds beside them, and gives both', async () => {
      await compressAll();
      await expect(load(2)).rejects.toThrow('the database holds rows of session 1');
      const { rows, trades } = await load(2, 'append');
      expect(await replay()).toMatchObject({ rows: before.rows + rows, trades: before.trades + trades });
    });

    it('replaces them all, and nothing else is there then', async () => {
      await compressAll();
      const { replaced, rows, trades } = await load(1, 'replace');
      // Spans of the second session beyond the first stay.
      const [{ left, later }] = await database.dataSource.query<[{ left: number; later: number }]>(
        `SELECT count(*) FILTER (WHERE row_id / 4294967296 = (SELECT max(id) FROM loads)) AS left,
         count(*) FILTER (WHERE row_id / 4294967296 < (SELECT max(id) FROM loads)) AS later FROM l2_orderbook`,
      );
      expect([left, later < 50]).toEqual([rows, true]);
      expect(replaced.map(({ name }) => name)).toEqual(expect.arrayContaining(['session 1', 'session 2']));
      expect({ rows, trades }).toEqual({ rows: before.rows, trades: before.trades });
    });
  },
);
