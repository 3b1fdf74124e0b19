import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EndlessMarket } from '../material/endless-market.js';
import { type BenchContext } from '../running/bench.js';
import { silentPipeline } from './silent-pipeline.js';

const SYMBOLS = 3;
const WARM_ROWS = 600_000;

/**
 * The bytes that the engine allocates for a row, and those that it keeps of them. A collection while they are counted would be
 * seen, and is a failure.
 */
export async function runAllocation(context: BenchContext): Promise<void> {
  const rows = context.quick ? 200_000 : 1_000_000;
  const market = await EndlessMarket.create(SYMBOLS, true);
  const pipeline = silentPipeline();
  let collections = 0;
  const observer = new PerformanceObserver((list) => (collections += list.getEntries().length));
  for (let done = 0; done < WARM_ROWS; done += market.batch.length) pipeline.process(market.next());
  // The pipeline lives on, and so does what was compiled for it.
  const usedBefore = bytesInUse();
  await nextTurn();
  observer.observe({ entryTypes: ['gc'] });
  let allocated = 0;
  for (let done = 0; done < rows; done += market.batch.length) {
    const batch = market.next();
    const before = process.memoryUsage().heapUsed;
    pipeline.process(batch);
    allocated += process.memoryUsage().heapUsed - before;
  }
  await nextTurn();
  observer.disconnect();
  if (collections > 0) throw new Error(`${collections} collections came while allocations were counted`);
  context.report('allocated', 'B/row', { values: [allocated / rows], ceilings: [] });
  context.report('kept', 'B/row', { values: [(bytesInUse() - usedBefore) / rows], ceilings: [] });
  pipeline.finish();
}

function bytesInUse(): number {
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
