import { type ReplayState } from '@genesis/contracts';
import { type LatencySummary } from '../latency-window.js';

/** All that the verdict on the service's health is made from. */
export interface HealthFacts {
  readonly replay: ReplayState;
  /** Since the last snapshot, jump or change of state. */
  readonly silentSeconds: number;
  readonly stallSeconds: number;
  readonly latency: LatencySummary;
  readonly latencyBudgetMs: number;
  /** In the last minute. */
  readonly listenerFailures: number;
  /** `Listener on "event": message` of the newest one; null where there was none. */
  readonly lastListenerFailure: string | null;
  /** Snapshots that were shown, and rows that could not be used, in the last minute. */
  readonly snapshots: number;
  readonly unusableRows: number;
}
