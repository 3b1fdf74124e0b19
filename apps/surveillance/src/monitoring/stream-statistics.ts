import { type AnomalyMessage } from '@genesis/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { type ListenerFailed } from '../bus/surveillance-events.js';
import { Runtime } from '../replay/runtime.js';
import { ErrorLog } from './error-log.js';
import { LatencyWindow } from './latency-window.js';
import { SlidingCount } from './sliding-count.js';
import { StreamWatch } from './stream-watch.js';

const RATE_WINDOW_MS = 10_000;
const MINUTE_MS = 60_000;

/** What the bus tells about the stream, added up for the dashboard and for health. */
@Injectable()
export class StreamStatistics implements OnModuleInit {
  /** Source due → handed to every client's socket. */
  readonly latency: LatencyWindow;
  readonly errors: ErrorLog;
  readonly watch: StreamWatch;
  totalSnapshots = 0;
  lastListenerFailure: ListenerFailed | null = null;
  readonly #lastTenSeconds: SlidingCount;
  readonly #lastMinute: SlidingCount;

  constructor(
    private readonly bus: SurveillanceBus,
    runtime: Runtime,
  ) {
    const nowMs = (): number => runtime.nowMs();
    this.latency = new LatencyWindow(nowMs);
    this.errors = new ErrorLog(nowMs);
    this.watch = new StreamWatch(nowMs);
    this.#lastTenSeconds = new SlidingCount(RATE_WINDOW_MS, nowMs);
    this.#lastMinute = new SlidingCount(MINUTE_MS, nowMs);
  }

  get snapshotsPerSecond(): number {
    return this.#lastTenSeconds.perSecond;
  }

  get snapshotsInLastMinute(): number {
    return this.#lastMinute.total;
  }

  onModuleInit(): void {
    const { bus, watch } = this;
    bus.on('snapshots', 'StreamStatistics', ({ snapshots }) => this.#countSnapshots(snapshots.length));
    bus.on('broadcast', 'StreamStatistics', ({ count, dueAtMs, sentAtMs }) => {
      if (dueAtMs !== null) this.latency.add(sentAtMs - dueAtMs, count);
    });
    bus.on('anomaly', 'StreamStatistics', (anomaly) => this.#countUnusable(anomaly));
    bus.on('replay', 'StreamStatistics', ({ state }) => {
      if (watch.enter(state) && state === 'FAILED') this.errors.record('replay_failed');
    });
    bus.on('stream_reset', 'StreamStatistics', () => watch.sign());
    bus.on('listener_failed', 'StreamStatistics', (failure) => {
      this.lastListenerFailure = failure;
      this.errors.record('listener_failed');
    });
  }

  #countSnapshots(count: number): void {
    if (count === 0) return;
    this.totalSnapshots += count;
    this.#lastTenSeconds.add(count);
    this.#lastMinute.add(count);
    this.watch.sign();
  }

  #countUnusable({ action }: AnomalyMessage): void {
    if (action === 'REJECTED') this.errors.record('row_rejected');
    if (action === 'QUARANTINED') this.errors.record('row_quarantined');
  }
}
