import { openSource } from '@genesis/ingest';
import { MICROS_PER_SECOND, ROW_STRIDE } from '@genesis/market';
import { type SurveillancePipeline } from '@genesis/pipeline';
import { realFile } from '../material/real-file.js';
import { type RecordedRows, recordBatches } from '../material/record-batches.js';
import { simulatedRows } from '../material/simulated-rows.js';
import { type BenchContext } from '../running/bench.js';
import { measureInTurns, ratePerCore, repeatsFor } from '../running/measure.js';
import { silentPipeline } from './silent-pipeline.js';
import { pipelineUpTo, STAGE_NAMES } from './staged-pipelines.js';

/** The engine is compiled for good after some hundred thousand rows. */
const WARM_ROWS = 400_000;
const REAL_FILE = 'bench/AAPL_2012-06-21.bench.csv.gz';

/** Validation, features, regime, all calibrated detectors and alerts, on rows that are decoded already. */
export async function runEngine(context: BenchContext): Promise<void> {
  const simulated = await simulatedRows(context.quick ? 50_000 : 400_000, 3);
  await measureEngine(context, 'simulated', simulated);
  const real = realFile(context.root, REAL_FILE);
  if (real !== null) await measureEngine(context, 'real AAPL', await recordBatches(await openSource([real])));
  measureStages(context, simulated);
}

async function measureEngine(context: BenchContext, metric: string, recorded: RecordedRows): Promise<void> {
  const samples = await measureInTurns(
    { ...repeatsFor(context), warmUps: warmUpsFor(recorded) },
    () => ratePerCore(recorded.rows, () => run(silentPipeline(), recorded)),
    () => ratePerCore(recorded.rows, () => sumOf(recorded)),
  );
  context.report(metric, 'rows/s', samples);
}

/** What each stage adds to a row, as the difference between two pipelines. */
function measureStages(context: BenchContext, recorded: RecordedRows): void {
  const costs: number[][] = STAGE_NAMES.map(() => []);
  const { repeats } = repeatsFor(context);
  for (let turn = -1; turn < repeats; turn++) {
    let before = 0;
    for (const stage of STAGE_NAMES.keys()) {
      const rate = ratePerCore(recorded.rows, () => run(pipelineUpTo(stage), recorded));
      const micros = MICROS_PER_SECOND / rate;
      if (turn >= 0) costs[stage].push(micros - before);
      before = micros;
    }
  }
  for (const [stage, name] of STAGE_NAMES.entries())
    context.report(`stage: ${name}`, 'µs/row', { values: costs[stage], ceilings: [] });
}

function warmUpsFor({ rows }: RecordedRows): number {
  return Math.ceil(WARM_ROWS / rows);
}

function run(pipeline: SurveillancePipeline, { batches }: RecordedRows): void {
  for (const batch of batches) pipeline.process(batch);
  pipeline.finish();
}

/** Every double of every row is looked at once. */
function sumOf({ batches }: RecordedRows): number {
  let sum = 0;
  for (const { rows, length } of batches) {
    for (let at = 0; at < length * ROW_STRIDE; at++) sum += rows[at];
  }
  return sum;
}
