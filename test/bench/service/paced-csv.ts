import { SnapshotCsvWriter } from '@genesis/ingest';
import { ROW_STRIDE, TS } from '@genesis/market';
import { EndlessMarket } from '../material/endless-market.js';

/** One symbol, a row every `gapMicros` to the microsecond, so that who knows its number knows when it is due. */
export async function pacedCsv(path: string, rows: number, gapMicros: number): Promise<string> {
  const market = await EndlessMarket.create(1);
  const writer = new SnapshotCsvWriter(path);
  let startMicros = NaN;
  for (let written = 0; written < rows;) {
    const batch = market.next();
    batch.length = Math.min(batch.length, rows - written);
    if (written === 0) startMicros = batch.rows[TS];
    for (let row = 0; row < batch.length; row++)
      batch.rows[row * ROW_STRIDE + TS] = startMicros + (written + row) * gapMicros;
    await writer.write(batch);
    written += batch.length;
  }
  await writer.close();
  return path;
}
