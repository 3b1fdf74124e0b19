import { type DetectorReport, type SnapshotMessage } from '@genesis/contracts';
import { type SymbolTable } from '@genesis/market';
import { snapshotMessage, SurveillancePipeline } from '@genesis/pipeline';
import { ACCEPTED } from '@genesis/validation';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { type BatchDue } from '../bus/surveillance-events.js';
import { EvidenceCollector } from '../evidence/evidence-collector.js';
import { StageClock } from '../monitoring/stages/stage-clock.js';
import { SnapshotStore } from './snapshot-store.js';

/** Drives the pipeline with what the replay delivers and tells the bus what came of it. */
@Injectable()
export class AnalyticsService implements OnModuleInit {
  #symbols: SymbolTable | null = null;

  constructor(
    private readonly bus: SurveillanceBus,
    private readonly pipeline: SurveillancePipeline,
    private readonly store: SnapshotStore,
    private readonly evidence: EvidenceCollector,
    private readonly stages: StageClock,
  ) {}

  onModuleInit(): void {
    const listener = AnalyticsService.name;
    this.bus.on('batch', listener, (due) => this.#process(due));
    this.bus.on('stream_reset', listener, () => this.#reset());
    this.bus.on('stream_ended', listener, () => this.#finish());
  }

  /** What each detector is doing, per symbol. */
  detectorReports(): DetectorReport[] {
    return this.pipeline.detectorReports();
  }

  #process(due: BatchDue): void {
    const { batch, from, to, dueAtMs } = due;
    // A source that was opened again may number its symbols anew; the pipeline keeps state by that number.
    if (batch.symbols !== this.#symbols) {
      if (this.#symbols !== null) this.pipeline.reset();
      this.#symbols = batch.symbols;
    }
    const { stages } = this;
    stages.begin(dueAtMs);
    stages.run('evidence', () => this.evidence.record(due));
    this.pipeline.process(batch, from, to);
    stages.run('evidence', () => this.evidence.collect());
    const snapshots = stages.run('messages', () => this.#messagesOf(due));
    if (snapshots.length > 0) {
      stages.run('broadcast', () => this.bus.emit('snapshots', { snapshots, dueAtMs }));
    }
    stages.end();
  }

  /** Of the accepted rows; they are kept for queries, too. */
  #messagesOf({ batch, from, to }: BatchDue): SnapshotMessage[] {
    const { results } = this.pipeline;
    const snapshots: SnapshotMessage[] = [];
    for (let row = from; row < to; row++) {
      if (results.outcomes[row] === ACCEPTED) snapshots.push(snapshotMessage(batch, results, row));
    }
    if (snapshots.length > 0) this.store.add(snapshots);
    return snapshots;
  }

  #finish(): void {
    this.pipeline.finish();
    this.evidence.collect();
  }

  #reset(): void {
    this.pipeline.reset();
    this.evidence.forget();
    this.store.clear();
    this.#symbols = null;
  }
}
