import { setImmediate as nextTurn } from 'node:timers/promises';
import { type SnapshotSource } from '@genesis/ingest';
import { type SnapshotBatch, type TimeRange } from '@genesis/market';
import { type BatchResults, type SurveillancePipeline } from '@genesis/pipeline';
import { type Progress } from '../output/progress-bar.js';
import { type ScanSummary } from './scan-summary.js';

export interface Scan {
  readonly source: SnapshotSource;
  readonly range: TimeRange;
  readonly pipeline: SurveillancePipeline;
  readonly summary: ScanSummary;
  /** Sees each batch after the pipeline; the batch is only lent. */
  readonly onBatch: (batch: SnapshotBatch, results: BatchResults) => void;
  /** Waits until the outputs have room again. */
  readonly drain: () => Promise<void>;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Pulls the whole source through the pipeline, as fast as it goes; stops after the current batch when the
 * signal is aborted. What is still open is settled in both cases.
 * @throws UnusableInputError from the source
 */
export async function runScan(scan: Scan): Promise<void> {
  const { source, pipeline, summary, progress, signal } = scan;
  for await (const batch of source.open(scan.range)) {
    pipeline.process(batch);
    summary.addBatch(batch, pipeline.results.outcomes);
    scan.onBatch(batch, pipeline.results);
    progress.update(batch.length, source.progress());
    await scan.drain();
    // Signals and the progress bar get their turn even when the source never waits for the disk.
    await nextTurn();
    if (signal.aborted) break;
  }
  pipeline.finish();
}
