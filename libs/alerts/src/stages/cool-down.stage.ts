import { type AlertCandidate, type AlertStage } from '../alert-candidate.js';
import { isStrongerRepeat } from '../build-alert.js';

/** After its window an alert holds back equal or weaker repeats until its cool-down is over. */
export const coolDownStage: AlertStage = {
  process(candidate: AlertCandidate): void {
    const { standing, detection } = candidate;
    if (standing === undefined || detection.tsMicros <= standing.windowEnd) return;
    candidate.reason = isStrongerRepeat(candidate) ? 'STRONGER_IN_COOL_DOWN' : 'REPEAT_IN_COOL_DOWN';
  },
};
