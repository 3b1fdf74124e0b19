import { type AlertMessage, type AlertStatistics } from '@genesis/contracts';
import { type Detection } from '@genesis/detection';
import { type AlertProvenance } from './alert-provenance.js';

/** Where alerts go. The three calls for one id come in this order; `updated` may come any number of times. */
export interface AlertSink {
  raised(alert: AlertMessage): void;
  /** Escalated, or stands for more repeats than before. */
  updated(alert: AlertMessage): void;
  /**
   * It will not change any more: its window and cool-down are over (in event time), and so are those of all that
   * were raised before it. In the order of `raised`.
   */
  settled(alert: AlertMessage): void;
}

/** Turns detections into alerts: dedup, cool-down, escalation, log, statistics. Event time only. */
export interface AlertManager {
  offer(symbol: string, detection: Detection, provenance: AlertProvenance): void;
  /** Says that event time has reached `tsMicros`, and nothing earlier is offered any more: closes windows that ended before it. */
  advance(tsMicros: number): void;
  /** Closes all windows, e.g. at the end of the data. */
  settleAll(): void;
  /** Newest last, at most 1000. */
  history(): readonly AlertMessage[];
  find(id: string): AlertMessage | undefined;
  statistics(): AlertStatistics;
  /** Forgets open windows (seek, loop); log and statistics stay. */
  resetWindows(): void;
}
