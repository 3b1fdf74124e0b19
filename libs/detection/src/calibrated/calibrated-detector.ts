import { type RaiseDetection } from '../detection.js';
import { type Detector, type DetectorStatus } from '../detector.js';
import { WARM_UP_SNAPSHOTS, type InstrumentAnalysis } from './instrument-analysis.js';

/** A detector that may also decide when time passes without a row. */
export interface CalibratedDetector extends Detector {
  /** Event time has reached `tsMicros`: raises what waited for it. `sequence` is the last row's. */
  advance(tsMicros: number, sequence: number, raise: RaiseDetection): void;
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
