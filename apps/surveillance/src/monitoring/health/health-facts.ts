import { type ReplayState } from '@genesis/contracts';
import { type JournalStatistics } from '@genesis/storage';
import { type DatabaseState } from '../../bus/surveillance-events.js';
import { type ReplayTrouble } from '../../replay/replay-trouble.js';
import { type LatencySummary } from '../latency-window.js';

/** All that the verdict on the service's health is made from. */
export interface HealthFacts {
  readonly replay: ReplayState;
  readonly trouble: ReplayTrouble;
  readonly database: DatabaseState;
  /** Null with DATABASE=off. */
  readonly journal: JournalStatistics | null;
  readonly journalBehindSeconds: number;
  readonly maxLagMs: number;
  /** Since the last snapshot, jump or change of state. */
  readonly silentSeconds: number;
  readonly stallSeconds: number;
  /** Of the last minute. */
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
