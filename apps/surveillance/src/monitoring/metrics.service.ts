import { CONTROLLER_STATES, MODES, type SnapshotMessage } from '@genesis/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AlertsService } from '../alerts/alerts.service.js';
import { SeenIds } from '../analytics/seen-ids.js';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { CONNECTION_KINDS, ConnectionRegistry } from '../gateway/connection-registry.js';
import { AlertWriter } from '../persistence/alert-writer.js';
import { ReplayService } from '../replay/replay.service.js';
import { BoundedLabels } from './bounded-labels.js';
import { StreamStatistics } from './stream-statistics.js';
import { SurveillanceMetrics } from './surveillance-metrics.js';

const SYMBOLS_NAMED = 100;

/** Prometheus: counts as things happen, and reads what others count when it is asked. */
@Injectable()
export class MetricsService implements OnModuleInit {
  readonly #metrics = new SurveillanceMetrics();
  readonly #symbols = new BoundedLabels(SYMBOLS_NAMED);
  readonly #alertIds = new SeenIds();
  readonly #anomalyIds = new SeenIds();

  constructor(
    private readonly bus: SurveillanceBus,
    private readonly stream: StreamStatistics,
    private readonly replay: ReplayService,
    private readonly alerts: AlertsService,
    private readonly connections: ConnectionRegistry,
    private readonly writer: AlertWriter,
  ) {}

  /** Prometheus text format. */
  text(): Promise<string> {
    this.#readReplay();
    this.#readLatency();
    this.#readConnections();
    this.#readCounts();
    this.#readJournal();
    return this.#metrics.registry.metrics();
  }

  onModuleInit(): void {
    const { bus } = this;
    const { alerts, anomalies, latency } = this.#metrics;
    bus.on('snapshots', 'MetricsService', ({ snapshots }) => this.#countSnapshots(snapshots));
    bus.on('alert', 'MetricsService', ({ id, type, severity, evidence }) => {
      if (this.#alertIds.add(id)) alerts.inc({ type, severity, profile: evidence.profile });
    });
    bus.on('anomaly', 'MetricsService', ({ id, level, code }) => {
      if (this.#anomalyIds.add(id)) anomalies.inc({ level, code });
    });
    bus.on('broadcast', 'MetricsService', ({ count, dueAtMs, sentAtMs }) => {
      if (dueAtMs === null) return;
      for (let i = 0; i < count; i++) latency.observe((sentAtMs - dueAtMs) / 1000);
    });
  }

  #countSnapshots(snapshots: readonly SnapshotMessage[]): void {
    for (const { symbol } of snapshots)
      this.#metrics.snapshots.inc({ symbol: this.#symbols.labelOf(symbol) });
  }

  #readReplay(): void {
    const { speed, state, mode, lagResets } = this.#metrics;
    const current = this.replay.state();
    speed.set(current.speed);
    lagResets.reset();
    lagResets.inc(this.replay.trouble().lagResets);
    for (const name of CONTROLLER_STATES) state.set({ state: name }, name === current.state ? 1 : 0);
    for (const name of MODES) if (name !== 'AUTO') mode.set({ mode: name }, name === current.mode ? 1 : 0);
  }

  #readLatency(): void {
    const { latencySummary } = this.#metrics;
    const { averageMs, p95Ms, p99Ms } = this.stream.latency.summary();
    latencySummary.set({ stat: 'avg' }, averageMs / 1000);
    latencySummary.set({ stat: 'p95' }, p95Ms / 1000);
    latencySummary.set({ stat: 'p99' }, p99Ms / 1000);
  }

  #readConnections(): void {
    const { connections, members, deliveries, conflated } = this.#metrics;
    const registry = this.connections;
    for (const kind of CONNECTION_KINDS) connections.set({ kind }, registry.active(kind));
    for (const [room, count] of registry.members()) members.set({ room }, count);
    deliveries.reset();
    for (const [kind, byEvent] of registry.deliveries()) {
      for (const [event, count] of byEvent) deliveries.inc({ kind, event }, count);
    }
    conflated.reset();
    for (const [kind, count] of registry.conflatedFrames()) conflated.inc({ kind }, count);
  }

  #readJournal(): void {
    const journal = this.writer.statistics();
    if (journal === null) return;
    const { journalQueue, spoolBytes, journalLag, journalWritten, journalFailures } = this.#metrics;
    journalQueue.set(journal.queued);
    spoolBytes.set(journal.spoolBytes);
    journalLag.set(journal.lagSeconds);
    journalWritten.reset();
    journalWritten.inc(journal.written);
    journalFailures.reset();
    journalFailures.inc({ kind: 'write' }, journal.writeFailures);
    journalFailures.inc({ kind: 'dropped' }, journal.dropped);
    journalFailures.inc({ kind: 'damaged' }, journal.damaged);
    journalFailures.inc({ kind: 'refused' }, journal.refused);
  }

  #readCounts(): void {
    const { errors, refusals, suppressed } = this.#metrics;
    errors.reset();
    for (const [kind, count] of this.stream.errors.totals()) errors.inc({ kind }, count);
    refusals.reset();
    for (const [reason, count] of this.connections.refusals()) refusals.inc({ reason }, count);
    const { total_alerts_deduplicated, total_alerts_cooled_down } = this.alerts.stats();
    suppressed.reset();
    suppressed.inc({ reason: 'deduplicated' }, total_alerts_deduplicated);
    suppressed.inc({ reason: 'cool_down' }, total_alerts_cooled_down);
  }
}
