import {
  type EvidenceSnapshot,
  type ProfileName,
  ROW_OUTCOMES,
  type SnapshotMessage,
} from '@genesis/contracts';
import { ROW_STRIDE, SnapshotBatch, SymbolTable } from '@genesis/market';
import { ACCEPTED } from '@genesis/validation';
import { type BatchResults } from './batch-results.js';
import { createPipeline } from './create-pipeline.js';
import { snapshotMessage } from './snapshot-message.js';

const NO_FEATURES = {
  best_bid: null,
  best_ask: null,
  spread: null,
  mid_price: null,
  microprice: null,
  obi: null,
  weighted_obi: null,
  ofi: null,
  total_bid_volume: null,
  total_ask_volume: null,
};

/** Rows of one symbol as they came, the last one numbered `lastSequence`, with what can be said of them alone. */
export function evidenceSnapshots(
  rows: Float64Array,
  lastSequence: number,
  profile: ProfileName,
): EvidenceSnapshot[] {
  const source = batchOf(rows, lastSequence);
  const repaired = batchOf(rows, lastSequence);
  const results = resultsOf(repaired, profile);
  const firstAccepted = results.outcomes.indexOf(ACCEPTED);
  return Array.from({ length: source.length }, (_, row) => {
    const accepted = results.outcomes[row] === ACCEPTED;
    const shown = snapshotMessage(source, results, row);
    return {
      ...bookOf(shown),
      ...(accepted ? featuresOf(snapshotMessage(repaired, results, row)) : NO_FEATURES),
      ...(row === firstAccepted && { ofi: null }),
      outcome: ROW_OUTCOMES[results.outcomes[row]],
      quality: shown.quality,
    };
  });
}

function resultsOf(batch: SnapshotBatch, profile: ProfileName): BatchResults {
  const ignore = (): void => undefined;
  const alerts = { raised: ignore, updated: ignore, settled: ignore };
  const pipeline = createPipeline({ profile, alerts, onAnomaly: ignore });
  pipeline.process(batch);
  return pipeline.results;
}

function batchOf(rows: Float64Array, lastSequence: number): SnapshotBatch {
  const count = rows.length / ROW_STRIDE;
  const batch = new SnapshotBatch(count, new SymbolTable(['']));
  batch.rows.set(rows);
  for (let row = 0; row < count; row++) batch.sequences[row] = lastSequence - count + 1 + row;
  batch.length = count;
  return batch;
}

function bookOf(message: SnapshotMessage) {
  const { sequence, timestamp, bid_prices, bid_volumes, ask_prices, ask_volumes } = message;
  return { sequence, timestamp, bid_prices, bid_volumes, ask_prices, ask_volumes };
}

function featuresOf(message: SnapshotMessage) {
  const { best_bid, best_ask, spread, mid_price, microprice } = message;
  const { obi, weighted_obi, ofi, total_bid_volume, total_ask_volume } = message;
  const prices = { best_bid, best_ask, spread, mid_price, microprice };
  return { ...prices, obi, weighted_obi, ofi, total_bid_volume, total_ask_volume };
}
