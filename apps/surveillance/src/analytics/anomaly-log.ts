import { type AnomalyCode, type AnomalyLevel, type AnomalyMessage } from '@genesis/contracts';
import { Injectable } from '@nestjs/common';
import { Ring } from './ring.js';

const KEPT_ANOMALIES = 1000;

export interface AnomalyFilter {
  readonly symbol?: string | undefined;
  readonly level?: AnomalyLevel | undefined;
  readonly code?: AnomalyCode | undefined;
}

/** Since the start of the process. */
export interface AnomalyCounts {
  readonly total: number;
  readonly by_level: Readonly<Partial<Record<AnomalyLevel, number>>>;
  readonly by_code: Readonly<Partial<Record<AnomalyCode, number>>>;
}

/** The last 1000 findings of the validation, and how many there were of each kind. */
@Injectable()
export class AnomalyLog {
  readonly #anomalies = new Ring<AnomalyMessage>(KEPT_ANOMALIES);
  readonly #byLevel = new Map<AnomalyLevel, number>();
  readonly #byCode = new Map<AnomalyCode, number>();
  #total = 0;

  add(anomaly: AnomalyMessage): void {
    this.#anomalies.push(anomaly);
    this.#total++;
    this.#byLevel.set(anomaly.level, (this.#byLevel.get(anomaly.level) ?? 0) + 1);
    this.#byCode.set(anomaly.code, (this.#byCode.get(anomaly.code) ?? 0) + 1);
  }

  /** The newest `limit` that pass the filter, newest last. */
  recent(limit: number, filter: AnomalyFilter = {}): AnomalyMessage[] {
    const { symbol, level, code } = filter;
    return this.#anomalies.newest(
      limit,
      (anomaly) =>
        (symbol === undefined || anomaly.symbol === symbol) &&
        (level === undefined || anomaly.level === level) &&
        (code === undefined || anomaly.code === code),
    );
  }

  counts(): AnomalyCounts {
    return {
      total: this.#total,
      by_level: Object.fromEntries(this.#byLevel),
      by_code: Object.fromEntries(this.#byCode),
    };
  }
}
