import {
  type BenignKind,
  type Difficulty,
  type EpisodeParams,
  type EpisodeSide,
  type EpisodeType,
} from '../episode-label.js';
import { type EpisodeDesk } from '../episode-desk.js';
import { type FlowGate } from '../order-flow-model.js';

/**
 * An agent at work, action by action: what happens between two yields shows as one update, a yielded number is
 * the microseconds to wait (the crowd trades on meanwhile), and the end is the last action. The first action
 * must change the book that is shown.
 */
export type EpisodeActions = Generator<number, EpisodeParams, void>;

/** A size is drawn evenly from a band of its difficulty. */
export type BandByDifficulty = Readonly<Record<Difficulty, readonly [low: number, high: number]>>;

/** One performance of an episode. */
export interface Episode {
  readonly side: EpisodeSide;
  /** What the crowd does not do meanwhile; null lets it do anything. */
  readonly gate: FlowGate | null;
  readonly actions: EpisodeActions;
}

/** A kind of episode that can be staged again and again. */
export interface EpisodeScript {
  readonly type: EpisodeType | 'BENIGN';
  /** Given for BENIGN ones. */
  readonly kind?: BenignKind;
  /** No performance takes longer; none is begun that could not end before the stream does. */
  readonly longestSeconds: number;
  /** BENIGN scripts draw their size themselves and leave `difficulty` unread. */
  stage(desk: EpisodeDesk, difficulty: Difficulty): Episode;
}
