import {
  type AnomalyAction,
  type AnomalyCode,
  type AnomalyLevel,
  type AnomalyMessage,
} from '@genesis/contracts';

/** Findings counted by level, code and action; a name that never came is absent. */
export interface ValidationCounts {
  readonly total: number;
  readonly byLevel: Readonly<Partial<Record<AnomalyLevel, number>>>;
  readonly byCode: Readonly<Partial<Record<AnomalyCode, number>>>;
  readonly byAction: Readonly<Partial<Record<AnomalyAction, number>>>;
}

/** Counts findings as an anomaly sink hands them on; costs nothing on clean rows. */
export class ValidationCounters {
  #total = 0;
  readonly #byLevel = new Map<AnomalyLevel, number>();
  readonly #byCode = new Map<AnomalyCode, number>();
  readonly #byAction = new Map<AnomalyAction, number>();

  record(anomaly: AnomalyMessage): void {
    this.#total++;
    increment(this.#byLevel, anomaly.level);
    increment(this.#byCode, anomaly.code);
    increment(this.#byAction, anomaly.action);
  }

  /** The counts so far, as an object of its own. */
  counts(): ValidationCounts {
    return {
      total: this.#total,
      byLevel: Object.fromEntries(this.#byLevel),
      byCode: Object.fromEntries(this.#byCode),
      byAction: Object.fromEntries(this.#byAction),
    };
  }
}

function increment<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
