import { type ProfileName, type Severity, type SignalType } from './signals.js';

/** One reason behind a score. `weight` is the factor's share wᵢ in S = 100·(1 − Π(1 − wᵢσ(fᵢ))). */
export interface AlertFactor {
  readonly name: string;
  readonly value: number;
  /** What is usual for this instrument; null where the factor has no baseline. */
  readonly baseline: number | null;
  /** What the value had to pass. */
  readonly threshold: number;
  readonly weight: number;
  readonly unit: string;
}

/** The stretch of the stream that shows the pattern. Times are epoch seconds, both ends included. */
export interface AlertEvidence {
  readonly from: number;
  readonly to: number;
  readonly from_sequence: number;
  readonly to_sequence: number;
  readonly profile: ProfileName;
  /** SHA-256 (first 16 hex digits) over the settings that the symbol was judged by when it was raised, as canonical JSON. */
  readonly configuration: string;
  /** `ENGINE_VERSION` of the program that raised it. */
  readonly engine: string;
  /**
   * The first row of the symbol that the engine saw since its state began (start, seek, loop, another source):
   * detectors measure against all since then, so a replay that begins there gives the same alert byte for byte.
   */
  readonly state_from: number;
  readonly state_from_sequence: number;
  /** All that were in force since then, oldest first; absent where `configuration` was the only one. */
  readonly configurations?: readonly ConfigurationSpan[];
}

/** Settings were changed while the state stayed: what makes such an alert again has to change them at the same place. */
export interface ConfigurationSpan {
  readonly configuration: string;
  /** The first row of the symbol that was judged by it. */
  readonly from_sequence: number;
  /** What fell due up to this event time (epoch seconds) was decided by the configuration before. */
  readonly from: number;
}

/**
 * An alert on the wire: REST, Socket.IO event `alert`, JSON lines of `genesis scan`.
 * `timestamp` is the snapshot that raised it, `event_time` the one at which the pattern was complete.
 */
export interface AlertMessage {
  /** Deterministic: the same input gives the same id. */
  readonly id: string;
  readonly timestamp: number;
  readonly event_time: number;
  readonly symbol: string;
  readonly sequence: number;
  readonly type: SignalType;
  readonly side: 'bid' | 'ask' | 'both';
  readonly severity: Severity;
  /** The severity before escalation by repetition. */
  readonly base_severity: Severity;
  /** 0–100. */
  readonly score: number;
  readonly message: string;
  /** In words: what would have kept the alert from firing; null for rules without one. */
  readonly counterfactual: string | null;
  /** Price at which the pattern was seen, where it has one. */
  readonly price: number | null;
  readonly factors: readonly AlertFactor[];
  readonly evidence: AlertEvidence;
  /** MD5 over the labels (symbol, type, side, price bucket). */
  readonly fingerprint: string;
  /** Repeats that this alert stands for, by the reason they were held back. */
  readonly suppressed: { readonly deduplicated: number; readonly cool_down: number };
  readonly escalated: boolean;
}
