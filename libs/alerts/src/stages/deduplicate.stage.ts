import { type AlertCandidate, type AlertStage } from '../alert-candidate.js';
import { isStrongerRepeat } from '../build-alert.js';

/** Inside its window, fixed from the moment it was raised, an alert stands for every repeat of its labels. */
export const deduplicateStage: AlertStage = {
  process(candidate: AlertCandidate): void {
    const { standing, detection } = candidate;
    if (standing === undefined || detection.tsMicros > standing.windowEnd) return;
    candidate.reason = isStrongerRepeat(candidate) ? 'STRONGER_IN_WINDOW' : 'REPEAT_IN_WINDOW';
  },
};
