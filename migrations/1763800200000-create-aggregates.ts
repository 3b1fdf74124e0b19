import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { isHypertable } from './timescale.js';

const LEVELS = Array.from({ length: 10 }, (_, level) => level + 1);
const EPOCH = `timestamp '1970-01-01'`;

const BID = `NULLIF(bid_price_1, 'NaN')`;
const ASK = `NULLIF(ask_price_1, 'NaN')`;
const MID = `((${ASK} + ${BID}) / 2)`;
const BID_DEPTH = depth('bid_volume');
const ASK_DEPTH = depth('ask_volume');

/**
 * What a bar says of its rows, in the terms of libs/analytics: a value that is missing takes no part, a row with an
 * empty side has no mid and no spread, the imbalance of an empty book is 0.
 */
const BAR = `count(*) AS snapshots,
  (array_agg(${MID} ORDER BY ts, row_id) FILTER (WHERE ${MID} IS NOT NULL))[1] AS open,
  max(${MID}) AS high,
  min(${MID}) AS low,
  (array_agg(${MID} ORDER BY ts DESC, row_id DESC) FILTER (WHERE ${MID} IS NOT NULL))[1] AS close,
  avg(${ASK} - ${BID}) AS spread,
  avg(CASE WHEN ${BID_DEPTH} + ${ASK_DEPTH} = 0 THEN 0
    ELSE (${BID_DEPTH} - ${ASK_DEPTH}) / (${BID_DEPTH} + ${ASK_DEPTH}) END) AS obi,
  avg(${BID_DEPTH}) AS bid_depth,
  avg(${ASK_DEPTH}) AS ask_depth`;

const BARS = [
  ['orderbook_1s', '1 second'],
  ['orderbook_1m', '1 minute'],
] as const;

/**
 * Bars of a second and of a minute, and alerts by minute. On TimescaleDB the bars are continuous aggregates: refreshed
 * every minute, with what is newer added from the rows, so that fresh rows show. On plain PostgreSQL they are views;
 * `orderbook_bars`, which the service asks, reads the rows of its range only. Alerts are counted by a view on both: they
 * change after they are raised and are told apart by their id, which a hypertable cannot keep unique.
 */
export class CreateAggregates1763800200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const timescale = await isHypertable(runner, 'l2_orderbook');
    for (const [name, width] of BARS) {
      await (timescale ? createContinuous(runner, name, width) : createView(runner, name, width));
    }
    await createFunction(runner, timescale ? readAggregates() : aggregateRows());
    await runner.query(`CREATE VIEW alert_counts_1m AS
      SELECT date_bin('1 minute', ts, ${EPOCH}) AS bucket, symbol, type, count(*) AS alerts
      FROM alerts GROUP BY 1, 2, 3`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const kind = (await isHypertable(runner, 'l2_orderbook')) ? 'MATERIALIZED VIEW' : 'VIEW';
    await runner.query('DROP VIEW alert_counts_1m');
    await runner.query('DROP FUNCTION orderbook_bars');
    for (const [name] of BARS) await runner.query(`DROP ${kind} ${name}`);
  }
}

async function createContinuous(runner: QueryRunner, name: string, width: string): Promise<void> {
  // With data it could not be made in a transaction; the policy fills it within a minute.
  await runner.query(`CREATE MATERIALIZED VIEW ${name}
    WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
    SELECT time_bucket('${width}', ts) AS bucket, symbol, ${BAR} FROM l2_orderbook GROUP BY 1, 2 WITH NO DATA`);
  await runner.query(
    `SELECT add_continuous_aggregate_policy($1::regclass, start_offset => NULL,
       end_offset => INTERVAL '1 minute', schedule_interval => INTERVAL '1 minute')`,
    [name],
  );
}

async function createView(runner: QueryRunner, name: string, width: string): Promise<void> {
  await runner.query(`CREATE VIEW ${name} AS
    SELECT date_bin('${width}', ts, ${EPOCH}) AS bucket, symbol, ${BAR} FROM l2_orderbook GROUP BY 1, 2`);
}

/** Bars of a symbol that begin in [from, to]. */
async function createFunction(runner: QueryRunner, body: string): Promise<void> {
  await runner.query(`CREATE FUNCTION orderbook_bars(width INTERVAL, of_symbol TEXT, from_ts TIMESTAMP, to_ts TIMESTAMP)
    RETURNS TABLE (bucket TIMESTAMP, symbol TEXT, snapshots BIGINT, open FLOAT8, high FLOAT8, low FLOAT8, close FLOAT8,
      spread FLOAT8, obi FLOAT8, bid_depth FLOAT8, ask_depth FLOAT8)
    LANGUAGE SQL STABLE PARALLEL SAFE AS $$ ${body} $$`);
}

function readAggregates(): string {
  return BARS.map(
    ([name, width]) => `SELECT * FROM ${name} AS bar
      WHERE width = INTERVAL '${width}' AND bar.symbol = of_symbol AND bar.bucket >= from_ts AND bar.bucket <= to_ts`,
  ).join(' UNION ALL ');
}

function aggregateRows(): string {
  return `SELECT date_bin(width, ts, ${EPOCH}), symbol, ${BAR} FROM l2_orderbook
    WHERE symbol = of_symbol AND ts >= from_ts AND ts < to_ts + width
      AND date_bin(width, ts, ${EPOCH}) >= from_ts AND date_bin(width, ts, ${EPOCH}) <= to_ts
    GROUP BY 1, 2`;
}

function depth(column: string): string {
  return `(${LEVELS.map((level) => `COALESCE(NULLIF(${column}_${level}, 'NaN'), 0)`).join(' + ')})`;
}
