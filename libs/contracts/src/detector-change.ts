import { type TunableDetectorReport } from './detector-report.js';
import { type SignalType } from './signals.js';

/** One setting that a request changed: what was, and what is in force. */
export interface ChangedSetting {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** Answer of `PATCH /detectors/:type`. */
export interface DetectorChangeMessage {
  readonly type: SignalType;
  /** Null: every symbol without a setting of its own. */
  readonly symbol: string | null;
  readonly actor: string;
  /** Empty where everything was so before. */
  readonly changes: readonly ChangedSetting[];
  /** The configuration that alerts carry from the next batch on. */
  readonly configuration: string;
  /** What has it by now; what is in the spool outlives the service, what is in memory does not (DATABASE=off). */
  readonly stored: 'spool' | 'memory';
  readonly detector: TunableDetectorReport;
}
