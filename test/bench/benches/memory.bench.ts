import { EndlessMarket } from '../material/endless-market.js';
import { type BenchContext } from '../running/bench.js';
import { silentPipeline } from './silent-pipeline.js';

const SYMBOLS = 10;
const MEGABYTE = 1e6;
/** Shares of the rows at which memory is looked at; before the first everything is still being set up. */
const LOOKS = [0.2, 0.4, 0.6, 0.8, 1];

interface Look {
  readonly rows: number;
  readonly rss: number;
  /** Objects and buffers that are in use, garbage collected. */
  readonly used: number;
}

/** What the engine takes over millions of rows. */
export async function runMemory(context: BenchContext): Promise<void> {
  const rows = context.quick ? 200_000 : 10_000_000;
  const looks = await watch(rows);
  for (const { rows: seen, rss } of looks)
    context.report(`RSS after ${Math.round((100 * seen) / rows)} % of ${rows / 1e6} M rows`, 'MB', {
      values: [rss / MEGABYTE],
      ceilings: [],
    });
  const [first, last] = [looks[0], looks[looks.length - 1]];
  context.report('in use', 'MB', { values: [last.used / MEGABYTE], ceilings: [] });
  const growth = (last.used - first.used) / (last.rows - first.rows);
  context.report('growth', 'B/row', { values: [growth], ceilings: [] });
}

async function watch(rows: number): Promise<Look[]> {
  const market = await EndlessMarket.create(SYMBOLS);
  const pipeline = silentPipeline();
  const looks: Look[] = [];
  let done = 0;
  for (const share of LOOKS) {
    for (; done < share * rows; done += market.batch.length) pipeline.process(market.next());
    const { rss } = process.memoryUsage();
    global.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    looks.push({ rows: share * rows, rss, used: heapUsed + arrayBuffers });
  }
  pipeline.finish();
  return looks;
}
