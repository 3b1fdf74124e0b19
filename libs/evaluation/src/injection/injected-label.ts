import {
  type Difficulty,
  type EpisodeParams,
  type EpisodeSide,
  type EpisodeType,
  formatStamp,
} from '@genesis/ingest';
import { secondsFromMicros } from '@genesis/market';
import { type ScoredLabel } from '../scoring/scored-label.js';
import { type HardNegative } from './episode-script.js';

/** One line of a labels file, in the benchmark's format. */
export interface InjectedLabel {
  readonly id: string;
  readonly symbol: string;
  readonly type: EpisodeType | 'BENIGN';
  readonly kind?: HardNegative;
  readonly side: EpisodeSide;
  /** `YYYY-MM-DD HH:MM:SS.ffffff`: the first and the last row that the episode has part in. */
  readonly start_ts: string;
  readonly end_ts: string;
  /** Null for BENIGN ones. */
  readonly difficulty: Difficulty | null;
  /** The same two as indices (from 0) into the rows. */
  readonly rows: readonly [first: number, last: number];
  readonly params: EpisodeParams;
}

/** What a label says apart from where it is. */
export type LabelFacts = Pick<InjectedLabel, 'id' | 'type' | 'kind' | 'side' | 'difficulty' | 'params'>;

/** A label with its times as numbers, for scoring. */
export interface PlacedLabel extends InjectedLabel {
  readonly startMicros: number;
  readonly endMicros: number;
}

export function placedLabel(
  facts: LabelFacts,
  symbol: string,
  rows: readonly [number, number],
  startMicros: number,
  endMicros: number,
): PlacedLabel {
  return {
    ...facts,
    symbol,
    start_ts: formatStamp(startMicros),
    end_ts: formatStamp(endMicros),
    rows,
    startMicros,
    endMicros,
  };
}

export function scoredLabel(label: PlacedLabel): ScoredLabel {
  const { id, type, kind = null, side, difficulty, startMicros, endMicros } = label;
  const [start, end] = [secondsFromMicros(startMicros), secondsFromMicros(endMicros)];
  return { id, type, kind, side, difficulty, start, end };
}
