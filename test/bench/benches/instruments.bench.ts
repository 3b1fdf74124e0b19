import { MICROS_PER_SECOND } from '@genesis/market';
import { type SurveillancePipeline } from '@genesis/pipeline';
import { EndlessMarket } from '../material/endless-market.js';
import { type BenchContext } from '../running/bench.js';
import { silentPipeline } from './silent-pipeline.js';

const COUNTS = [1, 10, 100, 1_000, 5_000];
/** Beyond every detector's warm-up (300 rows). */
const ROWS_PER_SYMBOL = 600;
const LEAST_ROWS = 300_000;
const QUICK_SHARE = 0.2;

interface Measured {
  readonly rates: number[];
  readonly bytesPerSymbol: number[];
}

/** How the rate of the engine holds when it watches many symbols, and what a symbol costs. */
export async function runInstruments(context: BenchContext): Promise<void> {
  const warm = silentPipeline();
  await ratePerSecond(warm, 100, LEAST_ROWS);
  const measured = COUNTS.map((): Measured => ({ rates: [], bytesPerSymbol: [] }));
  for (let repeat = 0; repeat < (context.quick ? 1 : 3); repeat++) {
    for (const [index, symbols] of COUNTS.entries()) await measure(context, symbols, measured[index]);
  }
  // Kept until now: what was compiled for it goes when the last of its kind is collected.
  warm.finish();
  for (const [index, { rates }] of measured.entries())
    context.report(nameOf(COUNTS[index]), 'rows/s', { values: rates, ceilings: measured[0].rates });
  const { bytesPerSymbol } = measured[measured.length - 1];
  context.report('state of a symbol', 'B', { values: bytesPerSymbol, ceilings: [] });
}

function nameOf(count: number): string {
  return count === 1 ? '1 symbol' : `${count} symbols`;
}

async function measure({ quick }: BenchContext, symbols: number, measured: Measured): Promise<void> {
  const rows = Math.max(LEAST_ROWS, symbols * ROWS_PER_SYMBOL) * (quick ? QUICK_SHARE : 1);
  const before = bytesInUse();
  const pipeline = silentPipeline();
  measured.rates.push(await ratePerSecond(pipeline, symbols, rows));
  measured.bytesPerSymbol.push((bytesInUse() - before) / symbols);
  pipeline.finish();
}

/** Only the engine's own time counts, not the making of the rows. */
async function ratePerSecond(pipeline: SurveillancePipeline, symbols: number, rows: number): Promise<number> {
  const market = await EndlessMarket.create(symbols);
  let micros = 0;
  let done = 0;
  while (done < rows) {
    const batch = market.next();
    const before = process.cpuUsage();
    pipeline.process(batch);
    const { user, system } = process.cpuUsage(before);
    micros += user + system;
    done += batch.length;
  }
  return (done / micros) * MICROS_PER_SECOND;
}

function bytesInUse(): number {
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
