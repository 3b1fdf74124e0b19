import { DEFAULT_ALERT_SETTINGS } from '@genesis/alerts';
import { type AlertEvidence } from '@genesis/contracts';
import { MICROS_PER_SECOND, microsFromSeconds } from '@genesis/market';
import { type StateOrigin } from '../lane.js';
import { type Claim } from './claim.js';

/** Claims about one symbol that one replay serves: the same settings were at work since the same row. */
export interface ClaimGroup {
  readonly symbol: string;
  /** Of any of them: profile, configurations and beginning are those of all. */
  readonly evidence: AlertEvidence;
  readonly state: StateOrigin;
  readonly claims: readonly Claim[];
}

/**
 * Puts claims together that one replay serves, in order of their first one. An alert that was raised again after a seek
 * may be stored in forms of two states, or of two configurations: then it is in two groups.
 */
export function groupClaims(claims: Iterable<Claim>): ClaimGroup[] {
  const groups = new Map<string, ClaimGroup & { readonly claims: Claim[] }>();
  for (const claim of claims) {
    const { symbol, evidence } = claim.alert;
    const { profile, configuration, configurations, state_from: seconds } = evidence;
    const { state_from_sequence: sequence } = evidence;
    const key = JSON.stringify([symbol, profile, configurations ?? configuration, seconds, sequence]);
    const state = { tsMicros: microsFromSeconds(seconds), sequence };
    const group = groups.get(key) ?? { symbol, evidence, state, claims: [] };
    group.claims.push(claim);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** A decision that is due is taken at the next quarter of a second at the latest. */
const DECISION_MICROS = MICROS_PER_SECOND;

/** When nothing that these alerts say changes any more, in microseconds. */
export function settledMicros(claims: readonly Claim[]): number {
  const { deduplicationSeconds, coolDownSeconds } = DEFAULT_ALERT_SETTINGS;
  const heldSeconds = deduplicationSeconds + Math.max(0, ...Object.values(coolDownSeconds));
  const raisedSeconds = claims.reduce((last, { alert }) => Math.max(last, alert.timestamp), -Infinity);
  return microsFromSeconds(raisedSeconds + heldSeconds) + DECISION_MICROS;
}
