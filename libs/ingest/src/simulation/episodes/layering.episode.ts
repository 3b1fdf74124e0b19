import { type EpisodeDesk } from '../episode-desk.js';
import { type Difficulty } from '../episode-label.js';
import { type HalfBook } from '../half-book.js';
import { type BandByDifficulty, type EpisodeActions, type EpisodeScript } from './episode.js';
import {
  BOOK_SIDES,
  fillOtherSide,
  place,
  pricesAndSizes,
  rest,
  shyTakers,
  type StagedOrder,
  withdraw,
} from './staged-orders.js';

/** Lots of each order, as a multiple of the local mean level. */
const TIMES_MEAN: BandByDifficulty = { easy: [6, 11], medium: [3.1, 4.9], hard: [1.9, 2.5] };
const RESTING_SECONDS = [0.8, 4] as const;
/** The orders come one after the other within this time. */
const BUILDING_SECONDS = [0.05, 0.9] as const;

/** Three to five large orders on neighbouring levels of one side, a trade on the other, then all are cancelled. */
export const layering: EpisodeScript = {
  type: 'LAYERING',
  longestSeconds: 7,
  stage(desk, difficulty) {
    const half = desk.book.half(desk.pick(BOOK_SIDES));
    return { side: half.side, gate: shyTakers(half), actions: act(desk, half, difficulty) };
  },
};

function* act(desk: EpisodeDesk, half: HalfBook, difficulty: Difficulty): EpisodeActions {
  const firstLevel = desk.integer(0, 2);
  const orders = drawOrders(desk, half, firstLevel, difficulty);
  const times = orders.map(({ lots }) => desk.timesMean(lots));
  const buildingMicros = desk.seconds(...BUILDING_SECONDS);
  const restingMicros = desk.seconds(...RESTING_SECONDS);

  for (const [number, order] of orders.entries()) {
    if (number > 0) yield Math.round(buildingMicros / orders.length);
    place(half, [order]);
  }
  yield* rest(desk, half, orders, restingMicros / 2);
  const fill = fillOtherSide(desk, half);
  yield* rest(desk, half, orders, restingMicros / 2);
  const withdrawal = yield* withdraw(desk, half, orders);
  return {
    first_level: firstLevel + 1,
    levels: orders.length,
    orders: pricesAndSizes(desk, orders),
    times_local_mean: times,
    ...fill,
    in_view_at_withdrawal: orders.length,
    ...withdrawal,
  };
}

function drawOrders(
  desk: EpisodeDesk,
  half: HalfBook,
  firstLevel: number,
  difficulty: Difficulty,
): StagedOrder[] {
  return Array.from({ length: desk.integer(3, 5) }, (_, number) => ({
    tick: desk.levelTick(half, firstLevel + number),
    lots: desk.lotsOfMean(desk.between(...TIMES_MEAN[difficulty])),
  }));
}
