import { LEVELS } from '@genesis/market';
import { type EpisodeDesk } from '../episode-desk.js';
import { type HalfBook } from '../half-book.js';

/** Lots that the crowd takes away at a tick, or has taken away. */
export interface Cut {
  readonly half: HalfBook;
  readonly tick: number;
  readonly lots: number;
}

/** A factor per level is drawn within this band of the mean one. */
const UNEVENNESS = [0.7, 1.3] as const;
/** Rounds in which what one level could not give is asked of the others. */
const ROUNDS = 6;

export function shownLots(half: HalfBook): number {
  let lots = 0;
  for (let level = 0; level < LEVELS; level++) lots += half.lotsAt(half.tickAt(half.indexOfLevel(level)));
  return lots;
}

/**
 * Plans the loss of `share` of a side's ten levels: each by a factor of its own, the `untouched` smallest not at
 * all, none below one lot.
 */
export function planCuts(desk: EpisodeDesk, half: HalfBook, share: number, untouched: number): Cut[] {
  const indices = Array.from({ length: LEVELS }, (_, level) => half.indexOfLevel(level));
  const givers = indices.sort((a, b) => half.lots[a] - half.lots[b]).slice(untouched);
  const given = givers.map(() => 0);
  let wanted = share * shownLots(half);
  for (let round = 0; round < ROUNDS && wanted >= 1; round++) {
    const asked = givers.map((index, i) => (half.lots[index] - given[i]) * desk.between(...UNEVENNESS));
    const scale = wanted / asked.reduce((sum, lots) => sum + lots, 0);
    for (const [i, index] of givers.entries()) {
      const gives = Math.max(0, Math.min(Math.round(asked[i] * scale), half.lots[index] - 1 - given[i]));
      given[i] += gives;
      wanted -= gives;
    }
  }
  return givers.map((index, i) => ({ half, tick: half.tickAt(index), lots: given[i] }));
}

/** Carries out the `part`-th of `parts` equal parts of planned cuts; returns what was really taken away. */
export function cut(desk: EpisodeDesk, cuts: readonly Cut[], part: number, parts: number): Cut[] {
  return cuts.map(({ half, tick, lots }) => {
    const index = half.indexOf(tick);
    const due = portion(lots, part, parts);
    const left = Math.max(1, half.lots[index] - due);
    return { half, tick, lots: half.orders[index] > 0 ? desk.thin(half, index, left) : 0 };
  });
}

/** Brings the `part`-th of `parts` equal parts of what was cut back. */
export function heal(desk: EpisodeDesk, cuts: readonly Cut[], part: number, parts: number): void {
  for (const { half, tick, lots } of cuts) desk.refill(half, tick, portion(lots, part, parts));
}

/** The `part`-th (from 1) of `parts` whole portions that add up to `lots`. */
function portion(lots: number, part: number, parts: number): number {
  return Math.round((lots * part) / parts) - Math.round((lots * (part - 1)) / parts);
}
