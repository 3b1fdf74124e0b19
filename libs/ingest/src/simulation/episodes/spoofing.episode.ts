import { MICROS_PER_SECOND } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
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

/** Lots of the wall, as a multiple of the local mean level. */
const TIMES_MEAN: BandByDifficulty = { easy: [11, 20], medium: [5, 6.5], hard: [3, 3.9] };
const RESTING_SECONDS = [0.4, 3] as const;
const DEEPEST_LEVEL = 3;
const OPENED_SHARE = 0.3;
const FILL_SHARE = 0.6;

/** A big order (now and then two) that is shown, perhaps traded against on the other side, and cancelled. */
export const spoofing: EpisodeScript = {
  type: 'SPOOFING',
  longestSeconds: 5,
  stage(desk, difficulty) {
    const half = desk.book.half(desk.pick(BOOK_SIDES));
    return { side: half.side, gate: shyTakers(half), actions: act(desk, half, difficulty) };
  },
};

function* act(desk: EpisodeDesk, half: HalfBook, difficulty: Difficulty): EpisodeActions {
  const lots = desk.lotsOfMean(desk.between(...TIMES_MEAN[difficulty]));
  const opened = desk.book.spreadTicks > 1 && desk.random() < OPENED_SHARE;
  const level = desk.integer(0, DEEPEST_LEVEL);
  const tick = opened ? desk.behind(half, half.bestTick, -1) : desk.levelTick(half, level);
  const orders = split(desk, half, tick, lots);
  const began = desk.nowMicros;
  const restingMicros = desk.seconds(...RESTING_SECONDS);

  place(half, orders);
  yield* rest(desk, half, orders, restingMicros / 2);
  const fill = desk.random() < FILL_SHARE ? fillOtherSide(desk, half) : {};
  yield* rest(desk, half, orders, restingMicros / 2);
  const resting = { resting_s: rounded((desk.nowMicros - began) / MICROS_PER_SECOND, 4) };
  const withdrawal = yield* withdraw(desk, half, orders);
  return {
    level: opened ? null : level + 1,
    price: opened ? 'opened' : 'joined',
    orders: pricesAndSizes(desk, orders),
    times_local_mean: desk.timesMean(lots),
    ...fill,
    ...resting,
    ...withdrawal,
  };
}

/** One order of all the lots, or a third of the time a second one of half its size a level behind it. */
function split(desk: EpisodeDesk, half: HalfBook, tick: number, lots: number): StagedOrder[] {
  if (desk.random() > 1 / 3) return [{ tick, lots }];
  const second = { tick: desk.behind(half, tick, 1), lots: Math.ceil(lots / 2) };
  return [{ tick, lots }, second];
}
