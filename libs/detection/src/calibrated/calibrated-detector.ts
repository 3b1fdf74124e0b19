import { type RaiseDetection } from '../detection.js';
import { type Detector, type DetectorStatus } from '../detector.js';
import { WARM_UP_SNAPSHOTS, type InstrumentAnalysis } from './instrument-analysis.js';

/** A detector that goes on under other settings. */
export interface TunableDetector extends Detector {
  /** Its settings were changed in place: what it worked out of them is worked out anew; what it has learnt stays. */
  retune?(): void;
}

/**
 * A detector whose decisions fall due at a moment of their own. What is raised carries that moment, not the one at
 * which somebody looked, so it does not depend on the rows or the instruments that come after.
 */
export interface WaitingDetector extends TunableDetector {
  /**
   * Event time has reached `tsMicros` and no row after the last one is known: raises what fell due until then.
   * `sequence` is the last row's. True if something was raised.
   */
  advance(tsMicros: number, sequence: number, raise: RaiseDetection): boolean;
  /** The earliest moment at which a decision falls due; Infinity while none waits. */
  readonly dueMicros: number;
}

export const ACTIVE_STATUS: DetectorStatus = { state: 'ACTIVE', reason: null };

/** ACTIVE, or WARMING_UP while the baselines are young. */
export function warmUpStatus(analysis: InstrumentAnalysis): DetectorStatus {
  if (analysis.warm) return ACTIVE_STATUS;
  return {
    state: 'WARMING_UP',
    reason: `${analysis.snapshots} of at least ${WARM_UP_SNAPSHOTS} snapshots and 20 s of data seen`,
  };
}
