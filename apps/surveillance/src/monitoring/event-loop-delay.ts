import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

const RESOLUTION_MS = 10;
const NANOS_PER_MS = 1e6;

/** How late timers were in the last sweep's interval: what blocks the one thread that everything runs on. */
@Injectable()
export class EventLoopDelay implements OnApplicationShutdown {
  readonly #histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #p99Ms = 0;
  #maxMs = 0;

  constructor() {
    this.#histogram.enable();
  }

  get p99Ms(): number {
    return this.#p99Ms;
  }

  get maxMs(): number {
    return this.#maxMs;
  }

  /** Ends an interval and starts the next. */
  sample(): void {
    this.#p99Ms = lateness(this.#histogram.percentile(99));
    this.#maxMs = lateness(this.#histogram.max);
    this.#histogram.reset();
  }

  onApplicationShutdown(): void {
    this.#histogram.disable();
  }
}

/** Node counts the sampling timer's own period as delay; an interval without a sample gives 0. */
function lateness(nanos: number): number {
  return Math.max(0, nanos / NANOS_PER_MS - RESOLUTION_MS);
}
