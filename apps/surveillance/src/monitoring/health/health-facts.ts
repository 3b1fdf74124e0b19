import { type ReplayState } from '@genesis/contracts';
import { type JournalStatistics } from '@genesis/storage';
import { type DatabaseState } from '../../bus/surveillance-events.js';
import { type HealthThresholds } from '../../config/monitoring-setting-definitions.js';
import { type ReplayTrouble } from '../../replay/replay-trouble.js';
import { type LatencySummary } from '../latency-window.js';

/** All that the verdict on the service's health is made from, but for what the modules say on the health board. */
export interface HealthFacts {
  readonly thresholds: HealthThresholds;
  readonly replay: ReplayState;
  readonly trouble: ReplayTrouble;
  readonly database: DatabaseState;
  /** Since the database was there last, or since the start; 0 while it is there, or is not wanted. */
  readonly databaseAwaySeconds: number;
  /** Names of the migrations that the database does not have. */
  readonly pendingMigrations: readonly string[];
  /** Null with DATABASE=off. */
  readonly journal: JournalStatistics | null;
  /** Since the last snapshot, jump or change of state. */
  readonly silentSeconds: number;
  /** Of the last minute. */
  readonly latency: LatencySummary;
  /** 99th percentile of how late timers are. */
  readonly eventLoopDelayMs: number;
  /** In the last minute. */
  readonly listenerFailures: number;
  /** `Listener on "event": message` of the newest one; null where there was none. */
  readonly lastListenerFailure: string | null;
  /** Snapshots that were shown, and rows that could not be used, in the last minute. */
  readonly snapshots: number;
  readonly unusableRows: number;
}
