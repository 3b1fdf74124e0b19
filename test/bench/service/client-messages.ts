/** What the process of the clients is told. */
export type ClientCommand =
  | {
      readonly kind: 'connect';
      readonly url: string;
      readonly groups: readonly ClientGroup[];
      /** So many of them stop reading once they have joined. */
      readonly stalled: number;
    }
  /** Receipts count from now on; without a schedule they are counted only. */
  | { readonly kind: 'begin'; readonly schedule: Schedule | null }
  | { readonly kind: 'end' };

/** Clients that ask for the same. */
export interface ClientGroup {
  readonly clients: number;
  /** States a second and symbol; all of them where it is left out. */
  readonly maxRate?: number;
}

/** Row n (from 1) is due at `firstDueNs + (n - 1) · gapNs` on the monotonic clock. */
export interface Schedule {
  readonly firstDueNs: number;
  readonly gapNs: number;
}

/** Milliseconds from when a row was due, at source, to when a client had it. */
export interface LatencyReport {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  /** Snapshots that clients had, those that were due before it began not counted. */
  readonly receipts: number;
  readonly seconds: number;
  /** What the process of the clients took meanwhile, in cores: where it takes one of its own, it is what is measured. */
  readonly cores: number;
}

export type ClientReply =
  { readonly kind: 'connected' } | { readonly kind: 'measured'; readonly report: LatencyReport };
