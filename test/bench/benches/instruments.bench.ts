import { setImmediate as nextTurn } from 'node:timers/promises';
import { MICROS_PER_SECOND } from '@genesis/market';
import { type SurveillancePipeline } from '@genesis/pipeline';
import { EndlessMarket } from '../material/endless-market.js';
import { type BenchContext } from '../running/bench.js';
import { silentPipeline } from './silent-pipeline.js';

const COUNTS = [1, 10, 100, 1_000, 5_000];
/** Beyond every detector's warm-up (300 rows). */
const WARM_UP_ROWS = 320;
const ROWS_MEASURED = 160;
const LEAST_ROWS = 300_000;
const QUICK_SHARE = 0.2;
const SYMBOLS_WEIGHED = 500;

interface Rates {
  /** From the first row of the first symbol: state is made and everything is learnt. */
  readonly young: number[];
  /** Of symbols that are all known. */
  readonly steady: number[];
}

/** How the rate of the engine holds when it watches many symbols, and what a symbol costs. */
export async function runInstruments(context: BenchContext): Promise<void> {
  const rates = COUNTS.map((): Rates => ({ young: [], steady: [] }));
  for (let repeat = -1; repeat < (context.quick ? 1 : 3); repeat++) {
    for (const [index, symbols] of COUNTS.entries()) {
      const market = await EndlessMarket.create(symbols);
      const pipeline = silentPipeline();
      const rows = (each: number): number =>
        (context.quick ? QUICK_SHARE : 1) * Math.max(LEAST_ROWS, symbols * each);
      const young = rateOver(pipeline, market, rows(WARM_UP_ROWS));
      const steady = rateOver(pipeline, market, rows(ROWS_MEASURED));
      // The first round is there to have everything compiled.
      if (repeat < 0) continue;
      rates[index].young.push(young);
      rates[index].steady.push(steady);
    }
  }
  const [one] = rates;
  for (const [index, { young, steady }] of rates.entries()) {
    context.report(nameOf(COUNTS[index]), 'rows/s', { values: steady, ceilings: one.steady });
    context.report(`${nameOf(COUNTS[index])}, from the first row`, 'rows/s', {
      values: young,
      ceilings: one.young,
    });
  }
  context.report('state of a symbol', 'B', { values: [await bytesPerSymbol()], ceilings: [] });
}

function nameOf(count: number): string {
  return count === 1 ? '1 symbol' : `${count} symbols`;
}

/** Last of all: a collection throws away what was compiled for objects that are gone. */
async function bytesPerSymbol(): Promise<number> {
  const market = await EndlessMarket.create(SYMBOLS_WEIGHED);
  const before = await bytesInUse();
  const pipeline = silentPipeline();
  rateOver(pipeline, market, SYMBOLS_WEIGHED * (WARM_UP_ROWS + ROWS_MEASURED));
  const after = await bytesInUse();
  pipeline.finish();
  return (after - before) / SYMBOLS_WEIGHED;
}

/** Rows per second of the engine's own time, without the making of the rows. */
function rateOver(pipeline: SurveillancePipeline, market: EndlessMarket, rows: number): number {
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
