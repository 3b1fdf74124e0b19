import { FEATURE_COUNT, MID_PRICE } from '@genesis/analytics';
import { ClusteredRegimeModel, type RegimeSettings } from '@genesis/clustering';
import { type ProfileName } from '@genesis/contracts';
import { type SnapshotSource } from '@genesis/ingest';
import { ROW_STRIDE, type SnapshotBatch, TS } from '@genesis/market';
import { createPipeline, type SurveillancePipeline } from '@genesis/pipeline';
import { ACCEPTED } from '@genesis/validation';
import { RegimeTrace } from './regime-trace.js';

export interface RegimeWatch {
  readonly profile: ProfileName;
  readonly settings: Partial<RegimeSettings>;
  /** Aborted: the traces end there. */
  readonly signal?: AbortSignal;
}

/** Takes a whole source through the pipeline and notes the regimes of each instrument, by symbol. */
export async function watchRegimes(
  source: SnapshotSource,
  { profile, settings, signal }: RegimeWatch,
): Promise<ReadonlyMap<string, RegimeTrace>> {
  const traces = new Map<string, RegimeTrace>();
  const ignore = (): void => undefined;
  const pipeline = createPipeline({
    profile,
    regimes: new ClusteredRegimeModel({
      settings,
      onModel: (symbol, model) => traceOf(traces, symbol).models.push(model),
    }),
    alerts: { raised: ignore, updated: ignore, settled: ignore },
    onAnomaly: ignore,
  });
  for await (const batch of source.open()) {
    if (signal?.aborted === true) break;
    pipeline.process(batch);
    note(batch, pipeline, traces);
  }
  pipeline.finish();
  return traces;
}

function note(
  batch: SnapshotBatch,
  { results }: SurveillancePipeline,
  traces: Map<string, RegimeTrace>,
): void {
  for (let row = 0; row < batch.length; row++) {
    if (results.outcomes[row] !== ACCEPTED) continue;
    const trace = traceOf(traces, batch.symbols.symbolAt(batch.instruments[row]));
    const mid = results.features[row * FEATURE_COUNT + MID_PRICE];
    trace.add(batch.rows[row * ROW_STRIDE + TS], results.regimes[row], mid);
  }
}

function traceOf(traces: Map<string, RegimeTrace>, symbol: string): RegimeTrace {
  const known = traces.get(symbol);
  if (known !== undefined) return known;
  const trace = new RegimeTrace(symbol);
  traces.set(symbol, trace);
  return trace;
}
