import { type AnomalyCode, type AnomalyLevel, type AnomalyMessage } from '@genesis/contracts';
import { Injectable } from '@nestjs/common';
import { SeenIds } from './seen-ids.js';

const KEPT_ANOMALIES = 1000;

export interface AnomalyFilter {
  readonly symbol?: string | undefined;
  readonly level?: AnomalyLevel | undefined;
  readonly code?: AnomalyCode | undefined;
}

/** Since the start of the process; a finding that a loop over the same data brings again counts once. */
export interface AnomalyCounts {
  readonly total: number;
  readonly by_level: Readonly<Partial<Record<AnomalyLevel, number>>>;
  readonly by_code: Readonly<Partial<Record<AnomalyCode, number>>>;
}

/** The last 1000 findings of the validation, and how many there were of each kind. */
@Injectable()
export class AnomalyLog {
  /** By id. A Map keeps the order of insertion, also when a value is replaced. */
  readonly #anomalies = new Map<string, AnomalyMessage>();
  readonly #seen = new SeenIds();
  readonly #byLevel = new Map<AnomalyLevel, number>();
  readonly #byCode = new Map<AnomalyCode, number>();
  #total = 0;

  /** One with a known id (the stream was played again) replaces what stands there. */
  add(anomaly: AnomalyMessage): void {
    this.#keep(anomaly);
    if (!this.#seen.add(anomaly.id)) return;
    this.#total++;
    this.#byLevel.set(anomaly.level, (this.#byLevel.get(anomaly.level) ?? 0) + 1);
    this.#byCode.set(anomaly.code, (this.#byCode.get(anomaly.code) ?? 0) + 1);
  }

  /** The newest `limit` that pass the filter, newest last. */
  recent(limit: number, filter: AnomalyFilter = {}): AnomalyMessage[] {
    const { symbol, level, code } = filter;
    const passing = [...this.#anomalies.values()].filter(
      (anomaly) =>
        (symbol === undefined || anomaly.symbol === symbol) &&
        (level === undefined || anomaly.level === level) &&
        (code === undefined || anomaly.code === code),
    );
    return passing.slice(Math.max(0, passing.length - limit));
  }

  counts(): AnomalyCounts {
    return {
      total: this.#total,
      by_level: Object.fromEntries(this.#byLevel),
      by_code: Object.fromEntries(this.#byCode),
    };
  }

  #keep(anomaly: AnomalyMessage): void {
    this.#anomalies.set(anomaly.id, anomaly);
    if (this.#anomalies.size <= KEPT_ANOMALIES) return;
    this.#anomalies.delete(this.#anomalies.keys().next().value ?? anomaly.id);
  }
}
