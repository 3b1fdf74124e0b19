import { type AlertFactor, type Severity, type SignalType } from '@genesis/contracts';
import { type Side } from '@genesis/market';

/** A pattern that a detector found: what an alert is made of. Times in microseconds since the epoch. */
export interface Detection {
  readonly type: SignalType;
  readonly side: Side;
  readonly severity: Severity;
  /** 0–100. */
  readonly score: number;
  /** The row at which it was raised. */
  readonly tsMicros: number;
  readonly sequence: number;
  /** The row at which the pattern was complete; not after `tsMicros`. */
  readonly eventTimeMicros: number;
  /** Where in the book, for the label's price bucket; null where the pattern has no price. */
  readonly price: number | null;
  readonly message: string;
  readonly counterfactual: string | null;
  readonly factors: readonly AlertFactor[];
  /** The stretch that shows the pattern. */
  readonly fromMicros: number;
  readonly fromSequence: number;
}

export type RaiseDetection = (detection: Detection) => void;
