import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { isHypertable } from './timescale.js';

/** Bars that a refresh makes at once: an hour of seconds, a day of minutes. */
const BARS_AT_ONCE = [
  ['orderbook_1s', 3_600],
  ['orderbook_1m', 1_440],
] as const;

/**
 * TimescaleDB refreshes ten bars at once unless told otherwise, each time in a transaction of its own, whether there are
 * rows or not: measured on 2.28, a minute for every day of bars of a second. Plain PostgreSQL has nothing to refresh.
 */
export class RefreshByTheHour1763800300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!(await isHypertable(runner, 'l2_orderbook'))) return;
    for (const [name, bars] of BARS_AT_ONCE)
      await changeConfig(runner, name, `config || '{"buckets_per_batch": ${bars}}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (!(await isHypertable(runner, 'l2_orderbook'))) return;
    for (const [name] of BARS_AT_ONCE) await changeConfig(runner, name, `config - 'buckets_per_batch'`);
  }
}

async function changeConfig(runner: QueryRunner, name: string, config: string): Promise<void> {
  await runner.query(
    `SELECT alter_job(job.job_id, config => ${config}) FROM timescaledb_information.jobs job
     JOIN timescaledb_information.continuous_aggregates bars
       ON job.hypertable_name IN (bars.view_name, bars.materialization_hypertable_name)
     WHERE job.proc_name = 'policy_refresh_continuous_aggregate'
       AND bars.view_schema = current_schema() AND bars.view_name = $1`,
    [name],
  );
}
