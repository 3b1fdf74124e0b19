import { type Detection } from '@genesis/detection';
import { type DecisionReason } from './alert-decision.js';
import { type AlertProvenance } from './alert-provenance.js';
import { type OpenAlert } from './open-alerts.js';

/** A detection on its way through the stages; each one adds what it decides. */
export interface AlertCandidate {
  readonly symbol: string;
  readonly detection: Detection;
  readonly provenance: AlertProvenance;
  readonly labels: string;
  /** The alert that its labels already have, while window or cool-down last. */
  readonly standing: OpenAlert | undefined;
  reason: DecisionReason;
  /** Set where the pattern repeats often enough for one severity up. */
  escalates: boolean;
}

/** One step on the way from a detection to an alert. */
export interface AlertStage {
  process(candidate: AlertCandidate): void;
}
