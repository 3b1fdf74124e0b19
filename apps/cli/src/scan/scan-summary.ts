import {
  SEVERITIES,
  SIGNAL_TYPES,
  type AlertMessage,
  type AnomalyMessage,
  type Severity,
  type SignalType,
} from '@genesis/contracts';
import { ROW_STRIDE, TS, type SnapshotBatch } from '@genesis/market';
import { ACCEPTED } from '@genesis/validation';
import { RowCounter, type RowCounts } from './row-counts.js';

export type SeverityCounts = Record<Severity, number>;

export interface AnomalyCount {
  readonly level: number;
  readonly code: string;
  readonly count: number;
}

/** What a scan found, in numbers; memory does not grow with the rows. */
export class ScanSummary {
  alerts = 0;
  anomalies = 0;
  /** Event time of the first and the last accepted row; NaN while there is none. */
  fromMicros = NaN;
  toMicros = NaN;
  readonly #rows = new RowCounter();
  readonly #rowsBySymbol = new Map<string, number>();
  readonly #alerts = new Map<SignalType, SeverityCounts>();
  readonly #anomalies = new Map<string, AnomalyCount>();

  get rows(): RowCounts {
    return this.#rows.counts();
  }

  /** Rows per symbol, in the order in which the symbols appeared. */
  get symbols(): ReadonlyMap<string, number> {
    return this.#rowsBySymbol;
  }

  addBatch(batch: SnapshotBatch, outcomes: Uint8Array): void {
    this.#rows.add(batch, outcomes);
    this.#countSymbols(batch);
    for (let row = 0; row < batch.length; row++) {
      if (outcomes[row] === ACCEPTED) this.#extendSpan(batch.rows[row * ROW_STRIDE + TS]);
    }
  }

  addAlert(alert: AlertMessage): void {
    this.alerts++;
    const counts = this.#alerts.get(alert.type) ?? { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
    counts[alert.severity]++;
    this.#alerts.set(alert.type, counts);
  }

  addAnomaly({ level, code }: AnomalyMessage): void {
    this.anomalies++;
    const key = `${level} ${code}`;
    const count = (this.#anomalies.get(key)?.count ?? 0) + 1;
    this.#anomalies.set(key, { level, code, count });
  }

  /** In the order of `SIGNAL_TYPES`; types without an alert are left out. */
  alertCounts(): { readonly type: SignalType; readonly counts: Readonly<SeverityCounts> }[] {
    return SIGNAL_TYPES.flatMap((type) => {
      const counts = this.#alerts.get(type);
      return counts === undefined ? [] : [{ type, counts }];
    });
  }

  alertCountsBySeverity(): SeverityCounts {
    const total: SeverityCounts = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
    for (const counts of this.#alerts.values()) {
      for (const severity of SEVERITIES) total[severity] += counts[severity];
    }
    return total;
  }

  /** By level, then code. */
  anomalyCounts(): AnomalyCount[] {
    return [...this.#anomalies.values()].sort((a, b) => a.level - b.level || (a.code < b.code ? -1 : 1));
  }

  #countSymbols({ instruments, length, symbols }: SnapshotBatch): void {
    for (let row = 0; row < length;) {
      const instrument = instruments[row];
      const from = row;
      while (row < length && instruments[row] === instrument) row++;
      const symbol = symbols.symbolAt(instrument);
      this.#rowsBySymbol.set(symbol, (this.#rowsBySymbol.get(symbol) ?? 0) + row - from);
    }
  }

  #extendSpan(tsMicros: number): void {
    if (!(tsMicros >= this.fromMicros)) this.fromMicros = tsMicros;
    if (!(tsMicros <= this.toMicros)) this.toMicros = tsMicros;
  }
}
