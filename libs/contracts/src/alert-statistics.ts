import { type Severity, type SignalType } from './signals.js';

/** REST `GET /alerts/stats`. */
export interface AlertStatistics {
  readonly total_alerts_logged: number;
  readonly total_alerts_deduplicated: number;
  readonly total_alerts_cooled_down: number;
  readonly total_escalations: number;
  readonly alert_counts_by_type: Readonly<Partial<Record<SignalType, number>>>;
  readonly alert_counts_by_severity: Readonly<Record<Severity, number>>;
  /** Windows that are open now. */
  readonly active_deduplications: number;
}
