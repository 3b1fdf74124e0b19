/** What is wrong with a replay that goes on nevertheless. */
export interface ReplayTrouble {
  /** Times that it was more than REPLAY_MAX_LAG_MS behind, and went on from where it was. */
  readonly lagResets: number;
  /** Since the newest of them; Infinity where there was none. */
  readonly secondsSinceLagReset: number;
  /** Why, and for which time, the source is about to be opened again; null while it gives rows. */
  readonly retrying: string | null;
}
