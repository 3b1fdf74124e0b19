import { type ProfileName } from '@genesis/contracts';
import { type Detection } from '@genesis/detection';
import { type DecisionReason } from './alert-decision.js';
import { type OpenAlert } from './open-alerts.js';

/** A detection on its way through the stages; each one adds what it decides. */
export interface AlertCandidate {
  readonly symbol: string;
  readonly detection: Detection;
  readonly profile: ProfileName;
  readonly configuration: string;
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
