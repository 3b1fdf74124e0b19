import { type SignalType } from '@genesis/contracts';
import { type Side } from '@genesis/market';

/** Why a detection became an alert of its own, or did not. */
export const DECISION_REASONS = [
  /** Raised: no open alert carries its labels. */
  'NEW_PATTERN',
  /** Raised: an alert cools down, but this one is graver. */
  'STRONGER_IN_COOL_DOWN',
  /** Held back: the window of an alert with the same labels is open. */
  'REPEAT_IN_WINDOW',
  /** Held back, and the standing alert takes over its severity, score and message. */
  'STRONGER_IN_WINDOW',
  /** Held back: the window is over, the cool-down of its type is not. */
  'REPEAT_IN_COOL_DOWN',
] as const;
export type DecisionReason = (typeof DECISION_REASONS)[number];

export interface AlertDecision {
  readonly reason: DecisionReason;
  /** The alert raised, or the one that stands for the repeat. */
  readonly alertId: string;
  readonly symbol: string;
  readonly type: SignalType;
  readonly side: Side;
  readonly tsMicros: number;
  /** Whether this detection made the pattern repeat often enough for one severity up. */
  readonly escalates: boolean;
}

export type DecisionListener = (decision: AlertDecision) => void;
