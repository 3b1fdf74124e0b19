import { join } from 'node:path';
import { removeLoad } from '@genesis/storage';
import { withDatabase } from '../material/bench-database.js';
import { copyEncoded, encodedRows } from '../material/encoded-rows.js';
import { loadCsv } from '../material/load-csv.js';
import { simulatedCsv } from '../material/simulated-files.js';
import { type BenchContext } from '../running/bench.js';
import { measureInTurns, rateOf, repeatsFor } from '../running/measure.js';

/** What `genesis load` does with a CSV: hash, scan, check, COPY, indices, statistics, commit. */
export async function runLoad(context: BenchContext): Promise<void> {
  const rows = context.quick ? 30_000 : 300_000;
  const csv = await simulatedCsv(join(context.folder, 'ACME.csv'), rows);
  const pieces = await encodedRows(csv);
  await withDatabase(context.folder, async (database) => {
    const micros: number[] = [];
    let hash = '';
    const samples = await measureInTurns(
      repeatsFor(context),
      async () => {
        await removeLoad(database, hash);
        const before = process.cpuUsage();
        const rate = await rateOf(rows, async () => void (hash = await loadCsv(database, csv, rows)));
        const { user, system } = process.cpuUsage(before);
        micros.push((user + system) / rows);
        return rate;
      },
      () => rateOf(rows, () => copyEncoded(database, pieces)),
    );
    context.report('CSV', 'rows/s', samples);
    context.report('client', 'µs/row', { values: micros.slice(-samples.values.length), ceilings: [] });
  });
}
