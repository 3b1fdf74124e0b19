import { type DetectorState, type SignalType } from '@genesis/contracts';
import { type BookView } from './book-view.js';
import { type RaiseDetection } from './detection.js';

/** Whether a detector is watching, and why not. */
export interface DetectorStatus {
  readonly state: DetectorState;
  readonly reason: string | null;
}

/** Watches one instrument for one pattern; runs on event time only and allocates nothing per row. */
export interface Detector {
  readonly type: SignalType;
  /** Looks at the view's current row and raises what it finds. True while its signal is on at this row. */
  observe(view: BookView, raise: RaiseDetection): boolean;
  status(): DetectorStatus;
  /** Forgets pending patterns and windows (gap in time, seek); learnt baselines may stay. */
  resetWindows(): void;
}
