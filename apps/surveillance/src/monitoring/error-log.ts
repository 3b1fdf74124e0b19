import { SlidingCount } from './sliding-count.js';

/** What can go wrong on our side; trouble that clients make is counted by the gateway. */
export const ERROR_KINDS = [
  'listener_failed',
  'replay_failed',
  'sweep_failed',
  'row_rejected',
  'row_quarantined',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

const RECENT_MS = 60_000;

/** Errors by kind, since the start and in the last minute. */
export class ErrorLog {
  readonly #totals = new Map<ErrorKind, number>();
  readonly #recent: ReadonlyMap<ErrorKind, SlidingCount>;

  constructor(nowMs: () => number) {
    this.#recent = new Map(ERROR_KINDS.map((kind) => [kind, new SlidingCount(RECENT_MS, nowMs)]));
  }

  record(kind: ErrorKind): void {
    this.#totals.set(kind, (this.#totals.get(kind) ?? 0) + 1);
    this.#recent.get(kind)?.add();
  }

  totals(): ReadonlyMap<ErrorKind, number> {
    return this.#totals;
  }

  recent(kind: ErrorKind): number {
    return this.#recent.get(kind)?.total ?? 0;
  }
}
