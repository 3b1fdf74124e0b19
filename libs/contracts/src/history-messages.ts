export const BAR_RESOLUTIONS = ['1s', '1m'] as const;
export type BarResolution = (typeof BAR_RESOLUTIONS)[number];

/**
 * One instrument in one second or minute: REST `/history/bars`. Prices are of the mid; null where no snapshot of the bar
 * had both sides. A bar without snapshots is left out.
 */
export interface BarMessage {
  /** Where the bar begins, epoch seconds. */
  readonly timestamp: number;
  readonly symbol: string;
  readonly resolution: BarResolution;
  readonly snapshots: number;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  /** Mean of best ask − best bid. */
  readonly spread: number | null;
  /** Mean order-book imbalance, in [−1, 1]. */
  readonly obi: number | null;
  /** Mean volume of the ten levels of a side. */
  readonly bid_depth: number | null;
  readonly ask_depth: number | null;
}

/** Alerts of one instrument and type raised within one minute: REST `/history/alert-counts`. */
export interface AlertCountMessage {
  /** Where the minute begins, epoch seconds. */
  readonly timestamp: number;
  readonly symbol: string;
  readonly type: string;
  readonly alerts: number;
}
