import { setImmediate as nextTurn } from 'node:timers/promises';
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
const SYMBOLS_WEIGHED = 500;

/** How the rate of the engine holds when it watches many symbols, and what a symbol costs. */
export async function runInstruments(context: BenchContext): Promise<void> {
  const share = context.quick ? QUICK_SHARE : 1;
  const rates = COUNTS.map((): number[] => []);
  for (let repeat = -1; repeat < (context.quick ? 1 : 3); repeat++) {
    for (const [index, symbols] of COUNTS.entries()) {
      const rows = share * (repeat < 0 ? LEAST_ROWS : Math.max(LEAST_ROWS, symbols * ROWS_PER_SYMBOL));
      const rate = await ratePerSecond(silentPipeline(), symbols, rows);
      if (repeat >= 0) rates[index].push(rate);
    }
  }
  for (const [index, values] of rates.entries())
    context.report(nameOf(COUNTS[index]), 'rows/s', { values, ceilings: rates[0] });
  context.report('state of a symbol', 'B', { values: [await bytesPerSymbol()], ceilings: [] });
}

function nameOf(count: number): string {
  return count === 1 ? '1 symbol' : `${count} symbols`;
}

/** Last of all: a collection throws away what was compiled for objects that are gone. */
async function bytesPerSymbol(): Promise<number> {
  const before = await bytesInUse();
  const pipeline = silentPipeline();
  await ratePerSecond(pipeline, SYMBOLS_WEIGHED, SYMBOLS_WEIGHED * ROWS_PER_SYMBOL);
  const after = await bytesInUse();
  pipeline.finish();
  return (after - before) / SYMBOLS_WEIGHED;
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

/** What the runs before held is only given up once their calls are over. */
async function bytesInUse(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    await nextTurn();
    global.gc?.();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
