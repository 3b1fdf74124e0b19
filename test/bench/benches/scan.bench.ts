import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openForScan } from '@genesis/ingest';
import { bareScan } from '../material/bare-scan.js';
import { simulatedCsv, simulatedLobster } from '../material/simulated-files.js';
import { type BenchContext } from '../running/bench.js';
import { measureInTurns, rateOf, repeatsFor } from '../running/measure.js';
import { silentPipeline } from './silent-pipeline.js';

/** What `genesis scan` does with a file, without the text that it prints. */
export async function runScan(context: BenchContext): Promise<void> {
  const rows = context.quick ? 30_000 : 300_000;
  const csv = await simulatedCsv(join(context.folder, 'ACME.csv'), rows);
  await measureScan(context, 'CSV', rows, [csv]);
  const gzip = await simulatedCsv(join(context.folder, 'ACME.csv.gz'), rows);
  await measureScan(context, 'CSV, gzip', rows, [gzip]);
  const { message, book } = await simulatedLobster(context.folder, rows);
  await measureScan(context, 'LOBSTER', rows, [book, message]);
}

/** @param paths the file that is opened, then those that are read along with it */
async function measureScan(
  context: BenchContext,
  metric: string,
  rows: number,
  paths: readonly [string, ...string[]],
): Promise<void> {
  const samples = await measureInTurns(
    repeatsFor(context),
    () => rateOf(rows, () => scan(paths[0], rows)),
    () => rateOf(rows, () => scanBare(paths)),
  );
  context.report(metric, 'rows/s', samples);
}

async function scan(path: string, expected: number): Promise<void> {
  const source = await openForScan([path]);
  const pipeline = silentPipeline();
  let rows = 0;
  for await (const batch of source.open()) {
    pipeline.process(batch);
    rows += batch.length;
    await nextTurn();
  }
  pipeline.finish();
  if (rows !== expected) throw new Error(`${path} gave ${rows} rows, expected ${expected}`);
}

async function scanBare(paths: readonly string[]): Promise<void> {
  for (const path of paths) await bareScan(path);
}
