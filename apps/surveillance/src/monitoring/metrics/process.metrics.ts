import { Injectable, type OnModuleInit } from '@nestjs/common';
import { collectDefaultMetrics } from 'prom-client';
import { EventLoopDelay } from '../event-loop-delay.js';
import { MetricRegistry } from '../reporting/metric-registry.js';

/** The process itself; beside these the usual `process_…` and `nodejs_…` of prom-client. */
@Injectable()
export class ProcessMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricRegistry,
    private readonly delay: EventLoopDelay,
  ) {}

  onModuleInit(): void {
    collectDefaultMetrics({ register: this.metrics.registry });
    this.#showEventLoop();
    this.#showMemory();
  }

  #showEventLoop(): void {
    const delay = this.metrics.gauge(
      'event_loop_delay_seconds',
      'How late timers were in the last METRICS_INTERVAL_MS',
      ['stat'],
    );
    this.metrics.beforeRead(() => {
      delay.set({ stat: 'p99' }, this.delay.p99Ms / 1000);
      delay.set({ stat: 'max' }, this.delay.maxMs / 1000);
    });
  }

  #showMemory(): void {
    const memory = this.metrics.gauge(
      'memory_bytes',
      'Memory of the process, and the parts of it that V8 knows of',
      ['kind'],
    );
    this.metrics.beforeRead(() => {
      const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
      memory.set({ kind: 'rss' }, rss);
      memory.set({ kind: 'heap_used' }, heapUsed);
      memory.set({ kind: 'heap_total' }, heapTotal);
      memory.set({ kind: 'external' }, external);
      memory.set({ kind: 'array_buffers' }, arrayBuffers);
    });
  }
}
