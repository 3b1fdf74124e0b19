import { type SignalType } from '@genesis/contracts';
import { type Side } from '@genesis/market';
import { type Phase } from './phases.js';

/** Manipulation that is injected; a part of the signal vocabulary. */
export const EPISODE_TYPES = [
  'SPOOFING',
  'LAYERING',
  'LIQUIDITY_GAP',
  'DEPTH_SHOCK',
  'HEAVY_IMBALANCE',
  'WIDE_SPREAD',
  'QUOTE_STUFFING',
  'MOMENTUM_IGNITION',
] as const satisfies readonly SignalType[];
export type EpisodeType = (typeof EPISODE_TYPES)[number];

/** Honest activity that looks like abuse and is not. */
export const BENIGN_KINDS = [
  'EXECUTED',
  'REPEG',
  'MARKET_WIDE_PULL',
  'DEEP_QUOTE',
  'SCROLL_OFF',
  'NEWS_BURST',
] as const;
export type BenignKind = (typeof BENIGN_KINDS)[number];

export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** Side worked on; HEAVY_IMBALANCE names the heavy one, what moves the price names its direction. */
export type EpisodeSide = Side | 'up' | 'down';

/** What an episode reached, after rounding to lots and ticks; prices in currency units, sizes in the venue's. */
export type EpisodeParams = Readonly<Record<string, unknown>>;

interface LabelledStretch {
  readonly symbol: string;
  /** `YYYY-MM-DD HH:MM:SS.ffffff`, UTC: the first and the last row that the stretch has part in. */
  readonly start_ts: string;
  readonly end_ts: string;
  /** The same two as indices (from 0) into the rows of this symbol: sequence numbers less one. */
  readonly rows: readonly [first: number, last: number];
}

/** One line of a labels file; `difficulty` is null and `kind` given for BENIGN ones. */
export interface EpisodeLabel extends LabelledStretch {
  /** Unique in the stream, and the same whatever other symbols are simulated beside it. */
  readonly id: string;
  readonly type: EpisodeType | 'BENIGN';
  readonly kind?: BenignKind;
  readonly side: EpisodeSide;
  readonly difficulty: Difficulty | null;
  readonly params: EpisodeParams;
}

/** A stretch of one mood of the order flow. */
export interface PhaseLabel extends LabelledStretch {
  readonly phase: Phase;
}
