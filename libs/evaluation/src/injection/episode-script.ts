import { type Difficulty, type EpisodeParams, type EpisodeSide, type EpisodeType } from '@genesis/ingest';
import { type Feed } from './feed.js';
import { type Overlay } from './overlay.js';
import { type ParameterRanges, type Parameters } from './parameter-cell.js';
import { type Site } from './site.js';

/** Honest activity that is laid over a book. */
export const HARD_NEGATIVES = [
  'EXECUTED',
  'REPEG',
  'MAKE_BEFORE_BREAK',
  'MARKET_WIDE_PULL',
  'SCROLL_OFF',
  'DEEP_QUOTE',
  'NEWS_BURST',
  'QUEUE_DEPLETION',
] as const;
export type HardNegative = (typeof HARD_NEGATIVES)[number];

/** A print that an act brings with it; +1 the buyer was the aggressor, -1 the seller. */
export interface LaidTrade {
  readonly price: number;
  readonly volume: number;
  readonly aggressor: 1 | -1;
}

/** One change of what is laid over the book. */
export interface Act {
  readonly atMicros: number;
  readonly change: (overlay: Overlay) => void;
  readonly trades?: readonly LaidTrade[];
}

/** An episode that fits where it was planned: its acts in order of time, the last one leaving nothing behind. */
export interface Plan {
  readonly acts: readonly Act[];
  /** Where it ends later than its last act. */
  readonly untilMicros?: number;
  /** What was reached, after rounding to ticks and lots. */
  readonly params: EpisodeParams;
}

/** A kind of episode. */
export interface EpisodeScript {
  readonly type: EpisodeType | 'BENIGN';
  /** Of a BENIGN one. */
  readonly kind: HardNegative | null;
  readonly sides: readonly EpisodeSide[];
  /** By difficulty; honest activity has none and takes `medium`. */
  readonly ranges: Readonly<Record<Difficulty, ParameterRanges>>;
  /** Why a feed cannot show it; null where it can. */
  unobservable(feed: Feed): string | null;
  /** Null where it does not fit the real rows at this site. */
  plan(site: Site, side: EpisodeSide, parameters: Parameters): Plan | null;
}

/** For scripts that every feed can show. */
export function alwaysObservable(): null {
  return null;
}

export function unobservableWhereConflated({ conflated, medianGapMicros }: Feed): string | null {
  if (!conflated) return null;
  return `the feed shows a state every ${(medianGapMicros / 1e6).toPrecision(3)} s, not the updates in between`;
}
