import { type AlertEvidence, type AlertMessage } from '@genesis/contracts';
import { secondsFromMicros } from '@genesis/market';
import { type AlertCandidate } from './alert-candidate.js';
import { type AlertProvenance } from './alert-provenance.js';
import { alertId, fingerprintOf } from './labels.js';
import { isGraver, oneUp } from './severity-order.js';

/** The alert that a candidate is raised as. */
export function buildAlert(candidate: AlertCandidate): AlertMessage {
  const { symbol, detection, provenance, labels, escalates } = candidate;
  return {
    id: alertId(labels, detection),
    timestamp: secondsFromMicros(detection.tsMicros),
    event_time: secondsFromMicros(detection.eventTimeMicros),
    symbol,
    sequence: detection.sequence,
    type: detection.type,
    side: detection.side,
    severity: escalates ? oneUp(detection.severity) : detection.severity,
    base_severity: detection.severity,
    score: detection.score,
    message: detection.message,
    counterfactual: detection.counterfactual,
    price: detection.price,
    factors: detection.factors,
    evidence: {
      from: secondsFromMicros(detection.fromMicros),
      to: secondsFromMicros(detection.tsMicros),
      from_sequence: detection.fromSequence,
      to_sequence: detection.sequence,
      profile: provenance.profile,
      configuration: provenance.configuration,
      engine: provenance.engine,
      state_from: secondsFromMicros(provenance.stateFromMicros),
      state_from_sequence: provenance.stateFromSequence,
      ...configurationsOf(provenance),
    },
    fingerprint: fingerprintOf(labels),
    suppressed: { deduplicated: 0, cool_down: 0 },
    escalated: escalates,
  };
}

/** The standing alert with one repeat more; a graver repeat also gives it its score, message and reasons. */
export function absorbRepeat(standing: AlertMessage, candidate: AlertCandidate): AlertMessage {
  const graver = candidate.reason === 'STRONGER_IN_WINDOW' ? takeOver(standing, candidate) : standing;
  const escalated = standing.escalated || candidate.escalates;
  const { deduplicated, cool_down } = standing.suppressed;
  const coolingDown = candidate.reason === 'REPEAT_IN_COOL_DOWN';
  return {
    ...graver,
    severity: escalated ? oneUp(graver.base_severity) : graver.base_severity,
    suppressed: {
      deduplicated: deduplicated + (coolingDown ? 0 : 1),
      cool_down: cool_down + (coolingDown ? 1 : 0),
    },
    escalated,
    // A repeat that was judged by other settings: who makes the alert again has to know them.
    evidence: { ...graver.evidence, ...configurationsOf(candidate.provenance) },
  };
}

function configurationsOf({ configurations }: AlertProvenance): Pick<AlertEvidence, 'configurations'> {
  return configurations === undefined ? {} : { configurations };
}

/** Keeps id, times and beginning of the standing alert; its evidence reaches to the graver repeat. */
function takeOver(standing: AlertMessage, { detection, provenance }: AlertCandidate): AlertMessage {
  return {
    ...standing,
    base_severity: detection.severity,
    score: detection.score,
    message: detection.message,
    counterfactual: detection.counterfactual,
    factors: detection.factors,
    evidence: {
      ...standing.evidence,
      to: secondsFromMicros(detection.tsMicros),
      to_sequence: detection.sequence,
      configuration: provenance.configuration,
    },
  };
}

/** Whether a candidate is graver than the alert that stands for its labels, escalation left aside. */
export function isStrongerRepeat({ detection, standing }: AlertCandidate): boolean {
  return standing !== undefined && isGraver(detection.severity, standing.message.base_severity);
}
