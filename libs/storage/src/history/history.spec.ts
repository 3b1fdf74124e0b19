import { describeOnBothServers } from '../../testing/test-databases.js';
import { type Database } from '../database.js';
import { readAlertCounts } from './alert-counts.js';
import { type BarSelection, readBars, stampsOf } from './bars.js';
import { stampBefore } from './range-start.js';

const MICROS = 1_000_000;
/** 2025-01-02 10:00:00 UTC, a whole minute. */
const START = Date.UTC(2025, 0, 2, 10) / 1000;

/** Seconds after START, bid, bid volume, ask, ask volume; null: an absent level. */
type Row = readonly [number, number | null, number | null, number | null, number | null];

const ROWS: readonly Row[] = [
  // First second: mids 100.5, 101.5, 99.5, 100; spreads 1, 1, 1, 2.
  [0, 100, 30, 101, 10],
  [0.25, 101, 10, 102, 30],
  [0.5, 99, 20, 100, 20],
  [0.75, 99, 0, 101, 0],
  // Second second: one side only, then a book again.
  [1, null, null, 101, 10],
  [1.5, 100, 10, 101, 10],
  // Next minute: no mid at all.
  [61, 100, 10, null, null],
];

async function insert(database: Database, symbol: string, rows: readonly Row[]): Promise<void> {
  for (const [seconds, ...levels] of rows) {
    await database.dataSource.query(
      `INSERT INTO l2_orderbook (symbol, ts, bid_price_1, bid_volume_1, ask_price_1, ask_volume_1)
       VALUES ($1, timestamp 'epoch' + $2 * interval '1 second', $3, $4, $5, $6)`,
      [symbol, START + seconds, ...levels],
    );
  }
}

describeOnBothServers('the history', (server, timescale) => {
  let database: Database;
  const select = (parts: Partial<BarSelection> = {}): BarSelection => ({
    symbol: 'AAPL',
    resolution: '1s',
    fromMicros: START * MICROS,
    toMicros: (START + 3_600) * MICROS,
    limit: 100,
    ...parts,
  });

  beforeAll(async () => {
    database = await server().freshDatabase();
    await insert(database, 'AAPL', ROWS);
    await insert(database, 'MSFT', [[0, 10, 1, 11, 1]]);
  });

  const expectBars = async (): Promise<void> => {
    expect(await readBars(database, select())).toEqual([
      {
        timestamp: START,
        symbol: 'AAPL',
        resolution: '1s',
        snapshots: 4,
        open: 100.5,
        high: 101.5,
        low: 99.5,
        close: 100,
        spread: 1.25,
        obi: 0,
        bid_depth: 15,
        ask_depth: 15,
      },
      {
        timestamp: START + 1,
        symbol: 'AAPL',
        resolution: '1s',
        snapshots: 2,
        open: 100.5,
        high: 100.5,
        low: 100.5,
        close: 100.5,
        spread: 1,
        // An empty bid side leans fully to the ask, the other book not at all.
        obi: -0.5,
        bid_depth: 5,
        ask_depth: 10,
      },
      {
        timestamp: START + 61,
        symbol: 'AAPL',
        resolution: '1s',
        snapshots: 1,
        open: null,
        high: null,
        low: null,
        close: null,
        spread: null,
        obi: 1,
        bid_depth: 10,
        ask_depth: 0,
      },
    ]);
  };

  it('has bars of a second, as worked by hand, for rows that have just come', expectBars);

  it('has bars of a minute', async () => {
    const bars = await readBars(database, select({ resolution: '1m' }));
    expect(
      bars.map(({ timestamp, snapshots, open, close }) => [timestamp - START, snapshots, open, close]),
    ).toEqual([
      [0, 6, 100.5, 100.5],
      [60, 1, null, null],
    ]);
  });

  it('keeps to the range and gives the newest, oldest first', async () => {
    const starts = async (parts: Partial<BarSelection>): Promise<number[]> =>
      (await readBars(database, select(parts))).map(({ timestamp }) => timestamp - START);
    expect(await starts({ limit: 2 })).toEqual([1, 61]);
    expect(await starts({ toMicros: (START + 1) * MICROS })).toEqual([0, 1]);
    // From within the first second: that bar would be a part of one.
    expect(await starts({ fromMicros: START * MICROS + 1 })).toEqual([1, 61]);
    expect(await starts({ symbol: 'MSFT' })).toEqual([0]);
    expect(await starts({ symbol: 'GOOG' })).toEqual([]);
  });

  it('takes values that are no numbers for missing ones', async () => {
    await insert(database, 'NANS', [
      [0, NaN, 5, 101, NaN],
      [0.5, 100, 5, 102, 3],
    ]);
    const [bar] = await readBars(database, select({ symbol: 'NANS' }));
    expect(bar).toMatchObject({
      snapshots: 2,
      open: 101,
      high: 101,
      low: 101,
      spread: 2,
      bid_depth: 5,
      ask_depth: 1.5,
    });
  });

  it('says the same by its tables, which people may ask themselves', async () => {
    const rows: { symbol: string; snapshots: number }[] = await database.dataSource.query(
      `SELECT symbol, snapshots FROM orderbook_1m WHERE symbol IN ('AAPL', 'MSFT') ORDER BY symbol, bucket`,
    );
    expect(rows).toEqual([
      { symbol: 'AAPL', snapshots: 6 },
      { symbol: 'AAPL', snapshots: 1 },
      { symbol: 'MSFT', snapshots: 1 },
    ]);
  });

  (timescale ? it : it.skip)(
    'has the same bars after its aggregates are refreshed (TimescaleDB)',
    async () => {
      // By the jobs that do it every minute, and not while these do.
      await database.dataSource.query('SELECT _timescaledb_functions.stop_background_workers()');
      const jobs: { id: number; bars: string }[] = await database.dataSource.query(
        `SELECT job_id AS id, config->>'buckets_per_batch' AS bars FROM timescaledb_information.jobs
         WHERE proc_name = 'policy_refresh_continuous_aggregate' ORDER BY job_id`,
      );
      expect(jobs.map(({ bars }) => bars)).toEqual(['3600', '1440']);
      for (const { id } of jobs) await database.dataSource.query(`CALL run_job(${id})`);
      const onlyKept = (only: boolean): Promise<unknown> =>
        database.dataSource.query(
          `ALTER MATERIALIZED VIEW orderbook_1s SET (timescaledb.materialized_only = ${only})`,
        );
      await onlyKept(true);
      await expectBars();
      await onlyKept(false);
      const kept: unknown[] = await database.dataSource.query(
        `SELECT FROM timescaledb_information.continuous_aggregates WHERE NOT materialized_only`,
      );
      expect(kept).toHaveLength(2);
      // What comes later shows beside what is kept.
      await insert(database, 'LATE', [[7_200, 10, 1, 12, 1]]);
      const late = select({ symbol: 'LATE', toMicros: (START + 7_200) * MICROS });
      expect(await readBars(database, late)).toMatchObject([{ open: 11, snapshots: 1 }]);
    },
  );

  it('knows where a symbol ends, and where so many rows before a stamp begin', async () => {
    expect((await stampsOf(database, 'AAPL'))?.last).toBe((START + 61) * MICROS);
    expect(await stampsOf(database, 'GOOG')).toBeNull();
    const before = (rows: number, seconds: number): Promise<number | null> =>
      stampBefore(database, 'AAPL', (START + seconds) * MICROS, rows);
    expect(await before(1, 1)).toBe((START + 1) * MICROS);
    expect(await before(3, 1)).toBe((START + 0.5) * MICROS);
    expect(await before(100, 1)).toBe(START * MICROS);
    expect(await before(1, -1)).toBeNull();
    expect(await stampBefore(database, null, (START + 0.1) * MICROS, 1)).toBe(START * MICROS);
  });

  it('counts alerts by minute, symbol and type', async () => {
    for (const [id, symbol, type, seconds] of [
      ['a', 'AAPL', 'SPOOFING', 1],
      ['b', 'AAPL', 'SPOOFING', 59.999],
      ['c', 'AAPL', 'LAYERING', 2],
      ['d', 'MSFT', 'SPOOFING', 60],
    ]) {
      await database.dataSource.query(
        `INSERT INTO alerts (id, symbol, type, side, severity, base_severity, profile, score, ts, event_ts, sequence,
           fingerprint, document, raised_document)
         SELECT $1, $2, $3, 'bid', 'LOW', 'LOW', 'calibrated', 50, ts, ts, 1, '', '{}', '{}'
         FROM (SELECT timestamp 'epoch' + $4 * interval '1 second' AS ts) moment`,
        [id, symbol, type, START + Number(seconds)],
      );
    }
    const counts = async (symbol: string | null, from: number | null, limit = 100): Promise<unknown[]> => {
      const fromMicros = from === null ? null : (START + from) * MICROS;
      const found = await readAlertCounts(database, { symbol, fromMicros, toMicros: null, limit });
      return found.map((count) => [count.timestamp - START, count.symbol, count.type, count.alerts]);
    };
    expect(await counts(null, null)).toEqual([
      [0, 'AAPL', 'LAYERING', 1],
      [0, 'AAPL', 'SPOOFING', 2],
      [60, 'MSFT', 'SPOOFING', 1],
    ]);
    expect(await counts('AAPL', null, 1)).toEqual([[0, 'AAPL', 'SPOOFING', 2]]);
    expect(await counts(null, 60)).toEqual([[60, 'MSFT', 'SPOOFING', 1]]);
  });
});
