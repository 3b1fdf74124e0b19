import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { installTimescale } from './timescale.js';

const LEVELS = Array.from({ length: 10 }, (_, level) => level + 1);

/** The documented 40 columns of a snapshot, in the order in which the predecessor's CSV files carry them. */
const BOOK_COLUMNS = ['bid_price', 'bid_volume', 'ask_price', 'ask_volume']
  .flatMap((name) => LEVELS.map((level) => `${name}_${level} DOUBLE PRECISION`))
  .join(', ');

/**
 * What came from the sources: snapshots, trades, the loads that brought them, the instruments. Times are UTC.
 *
 * `row_id` is load id · 2³² + row number for what `genesis load` brings; rows by hand (the documented COPY) take it
 * from a sequence that stays below 2³². Symbols sort by bytes, so that the order of a replay, (ts, symbol, row_id),
 * is the same on every server and in JavaScript.
 *
 * TimescaleDB: hypertables. Plain PostgreSQL: each load is a partition, filled first, then indexed, then attached
 * (libs/storage/src/load-table.ts). Measured on PostgreSQL 18 with a million rows of three symbols by COPY BINARY, seconds
 * of the server's CPU: no index 5.1; BRIN (ts) 5.5; (ts) 7.3; (ts, symbol, row_id) 9.2; with (symbol, ts) as well 12.8;
 * with both, but made after the rows, 7.5.
 */
export class CreateOrderBook1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const timescale = await installTimescale(runner);
    await runner.query('CREATE SEQUENCE l2_orderbook_row_id_seq MAXVALUE 4294967295 CACHE 1000');
    await runner.query(`CREATE TABLE l2_orderbook (${BOOK_COLUMNS},
      ts TIMESTAMP NOT NULL,
      symbol TEXT COLLATE "C" NOT NULL DEFAULT 'DEFAULT',
      row_id BIGINT NOT NULL DEFAULT nextval('l2_orderbook_row_id_seq'))
      ${timescale ? '' : 'PARTITION BY RANGE (row_id)'}`);
    await createOtherTables(runner);
    await (timescale ? makeHypertables(runner) : makeHandPartition(runner));
    await createIndices(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE instruments, loads, l2_trades, l2_orderbook');
    await runner.query('DROP SEQUENCE l2_orderbook_row_id_seq');
  }
}

async function createOtherTables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE l2_trades (
    ts TIMESTAMP NOT NULL,
    symbol TEXT COLLATE "C" NOT NULL DEFAULT 'DEFAULT',
    price DOUBLE PRECISION NOT NULL,
    size DOUBLE PRECISION NOT NULL,
    aggressor SMALLINT NOT NULL,
    trade_no INTEGER NOT NULL,
    snapshot_ts TIMESTAMP NOT NULL,
    snapshot_row_id BIGINT)`);
  await runner.query(`CREATE TABLE loads (
    id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    symbols TEXT[] NOT NULL,
    row_count BIGINT NOT NULL DEFAULT 0,
    trade_count BIGINT NOT NULL DEFAULT 0,
    rejected_count BIGINT NOT NULL DEFAULT 0,
    from_ts TIMESTAMP,
    to_ts TIMESTAMP,
    loaded_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    engine TEXT NOT NULL,
    UNIQUE (content_hash, symbols))`);
  await runner.query(`CREATE TABLE instruments (
    symbol TEXT COLLATE "C" PRIMARY KEY,
    first_ts TIMESTAMP NOT NULL,
    last_ts TIMESTAMP NOT NULL,
    row_count BIGINT NOT NULL)`);
}

/** One chunk a day; a week later a chunk goes into the columnstore. Nothing is dropped unless retention is set. */
async function makeHypertables(runner: QueryRunner): Promise<void> {
  for (const [table, time, order] of [
    ['l2_orderbook', 'ts', 'ts, row_id'],
    ['l2_trades', 'snapshot_ts', 'snapshot_ts, snapshot_row_id, trade_no'],
  ]) {
    await runner.query(
      `SELECT create_hypertable($1::regclass, by_range($2, INTERVAL '1 day'), create_default_indexes => FALSE)`,
      [table, time],
    );
    await runner.query(`ALTER TABLE ${table} SET (timescaledb.enable_columnstore,
      timescaledb.segmentby = 'symbol', timescaledb.orderby = '${order}')`);
    await runner.query(`CALL add_columnstore_policy($1::regclass, after => INTERVAL '7 days')`, [table]);
  }
}

/** Rows that came by hand: their numbers are below those of the first load. */
async function makeHandPartition(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE l2_orderbook_by_hand PARTITION OF l2_orderbook
    FOR VALUES FROM (MINVALUE) TO (4294967296)`);
}

async function createIndices(runner: QueryRunner): Promise<void> {
  // Replay in order, a range of time, newest first: an index is read in both directions, a descending twin adds nothing.
  await runner.query('CREATE INDEX l2_orderbook_ts_symbol_row_id ON l2_orderbook (ts, symbol, row_id)');
  // One symbol's range, and the loose scan that finds the symbols.
  await runner.query('CREATE INDEX l2_orderbook_symbol_ts ON l2_orderbook (symbol, ts)');
  await runner.query(
    'CREATE INDEX l2_trades_snapshot ON l2_trades (snapshot_ts, symbol, snapshot_row_id, trade_no)',
  );
}
