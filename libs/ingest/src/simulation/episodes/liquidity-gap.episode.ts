import { MICROS_PER_SECOND, type Side } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type Difficulty } from '../episode-label.js';
import { type HalfBook } from '../half-book.js';
import { type FlowGate } from '../order-flow-model.js';
import { type BandByDifficulty, type EpisodeActions, type EpisodeScript } from './episode.js';

/** What is left at the touch, as a share of the local mean level; easy ones leave a price with nothing behind. */
const SHARE_LEFT: BandByDifficulty = { easy: [0, 0], medium: [0.004, 0.009], hard: [0.01, 0.024] };
const SECONDS = [0.7, 1.5] as const;
const FEWEST_UPDATES = 4;
const WAIT_FOR_UPDATES_MICROS = MICROS_PER_SECOND / 4;
const LONGEST_MICROS = 6 * MICROS_PER_SECOND;

/** One thinned queue, to be filled again. */
interface Hole {
  readonly half: HalfBook;
  readonly tick: number;
  readonly lost: number;
}

/** Makers leave the best one or two levels of a side, or of both, and stay away from them for a while. */
export const liquidityGap: EpisodeScript = {
  type: 'LIQUIDITY_GAP',
  longestSeconds: 8,
  stage(desk, difficulty) {
    const side = desk.pick<Side>(['bid', 'ask', 'both']);
    const halves = side === 'both' ? [desk.book.bid, desk.book.ask] : [desk.book.half(side)];
    const levels = desk.integer(1, 2);
    const frontiers = halves.map((half) => ({ half, tick: desk.levelTick(half, levels - 1) }));
    return { side, gate: keepOut(frontiers), actions: act(desk, halves, levels, difficulty) };
  },
};

/** Nothing happens at, or in front of, the thinned levels. */
function keepOut(frontiers: readonly { readonly half: HalfBook; readonly tick: number }[]): FlowGate {
  return {
    admits: (_kind, side, tick) =>
      frontiers.every(
        (frontier) =>
          frontier.half.side !== side || frontier.half.indexOf(tick) > frontier.half.indexOf(frontier.tick),
      ),
  };
}

function* act(
  desk: EpisodeDesk,
  halves: readonly HalfBook[],
  levels: number,
  difficulty: Difficulty,
): EpisodeActions {
  const share = desk.between(...SHARE_LEFT[difficulty]);
  const left = difficulty === 'easy' ? 0 : desk.lotsOfMean(share);
  const natural = desk.volume(desk.usual.thinTouchLots);
  const atLeast = desk.seconds(...SECONDS);
  const began = desk.nowMicros;
  const firstRow = desk.rowsShown;

  const holes = halves.flatMap((half) => dig(desk, half, levels, left));
  yield atLeast;
  while (desk.rowsShown - firstRow < FEWEST_UPDATES && desk.nowMicros - began < LONGEST_MICROS) {
    yield WAIT_FOR_UPDATES_MICROS;
  }
  const updates = desk.rowsShown - firstRow;
  for (const { half, tick, lost } of holes) desk.refill(half, tick, Math.ceil(lost * desk.between(0.6, 1)));
  return {
    levels,
    share_of_local_mean: rounded(left / desk.usual.levelLots, 4),
    l1_at_most: desk.volume(left),
    natural_1pct_of_l1: natural,
    updates,
  };
}

function dig(desk: EpisodeDesk, half: HalfBook, levels: number, left: number): Hole[] {
  return Array.from({ length: levels }, (_, level) => {
    const index = half.indexOfLevel(level);
    return { half, tick: half.tickAt(index), lost: desk.thin(half, index, left) };
  });
}
