import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const PREFIX = 'genesis_';

/**
 * The one registry of Prometheus metrics. Global: every module makes its own ones here, in a constructor or in
 * `onModuleInit`, under names without the prefix and with base units (seconds, bytes); `/metrics` shows all of them.
 * Labels come from small fixed vocabularies, or through BoundedLabels.
 */
@Injectable()
export class MetricRegistry {
  readonly registry = new Registry();
  readonly #readers: (() => void)[] = [];

  /** `genesis_<name>_total` */
  counter<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name: `${PREFIX}${name}_total`, help, labelNames, registers: [this.registry] });
  }

  /** `genesis_<name>` */
  gauge<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> {
    return new Gauge({ name: `${PREFIX}${name}`, help, labelNames, registers: [this.registry] });
  }

  /** `genesis_<name>` with upper bounds of its buckets, in the unit that the name ends with */
  histogram<L extends string = never>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames: readonly L[] = [],
  ): Histogram<L> {
    return new Histogram({
      name: `${PREFIX}${name}`,
      help,
      labelNames,
      buckets: [...buckets],
      registers: [this.registry],
    });
  }

  /** `read` is called before each answer, to bring gauges and counters that others count up to date. */
  beforeRead(read: () => void): void {
    this.#readers.push(read);
  }

  /** Prometheus text format. */
  text(): Promise<string> {
    for (const read of this.#readers) read();
    return this.registry.metrics();
  }
}
