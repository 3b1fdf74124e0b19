import { join } from 'node:path';
import { type Database, DatabaseSource } from '@genesis/storage';
import { CopyOut } from '../../../libs/storage/src/copy/copy-out.js';
import { SNAPSHOT_COLUMNS } from '../../../libs/storage/src/copy/snapshot-columns.js';
import { withDatabase } from '../material/bench-database.js';
import { loadCsv } from '../material/load-csv.js';
import { simulatedCsv } from '../material/simulated-files.js';
import { type BenchContext } from '../running/bench.js';
import { measureInTurns, rateOf, repeatsFor } from '../running/measure.js';
import { silentPipeline } from './silent-pipeline.js';

/** Rows out of the database in the order of a replay, alone and through the engine. */
export async function runReplayDb(context: BenchContext): Promise<void> {
  const rows = context.quick ? 30_000 : 300_000;
  const csv = await simulatedCsv(join(context.folder, 'ACME.csv'), rows);
  await withDatabase(context.folder, async (database) => {
    await loadCsv(database, csv, rows);
    const ceiling = (): Promise<number> => rateOf(rows, () => copyAway(database));
    for (const [metric, work] of [
      ['rows', readAll],
      ['alerts', detectAll],
    ] as const) {
      const samples = await measureInTurns(
        repeatsFor(context),
        () => rateOf(rows, () => work(database, rows)),
        ceiling,
      );
      context.report(`database → ${metric}`, 'rows/s', samples);
    }
  });
}

async function readAll(database: Database, expected: number): Promise<void> {
  let rows = 0;
  for await (const batch of new DatabaseSource(database).open()) rows += batch.length;
  if (rows !== expected) throw new Error(`the replay gave ${rows} rows, expected ${expected}`);
}

async function detectAll(database: Database): Promise<void> {
  const pipeline = silentPipeline();
  for await (const batch of new DatabaseSource(database).open()) pipeline.process(batch);
  pipeline.finish();
}

/** The same columns of the same rows as they lie in the table, thrown away as they come. */
function copyAway(database: Database): Promise<void> {
  return database.bulk(async (client) => {
    const statement = `COPY (SELECT ${SNAPSHOT_COLUMNS.join(', ')} FROM l2_orderbook) TO STDOUT (FORMAT binary)`;
    await client.query(new CopyOut(statement, () => undefined)).done;
  });
}
