import { type EpisodeDesk } from '../episode-desk.js';
import { type HalfBook } from '../half-book.js';
import { eat } from './eaten-order.js';
import { type EpisodeActions, type EpisodeScript } from './episode.js';
import { BOOK_SIDES, shyTakers } from './staged-orders.js';

const TIMES_MEAN = [2.8, 10] as const;
const QUOTES = [3, 5] as const;
const RESTING_SECONDS = [0.5, 2] as const;
/** Between taking an order away and showing it again. */
const REQUOTE_SECONDS = [0.01, 0.25] as const;

/** A large order of one size is re-quoted a tick or two off, several times, and executed in the end. */
export const repeg: EpisodeScript = {
  type: 'BENIGN',
  kind: 'REPEG',
  longestSeconds: 15,
  stage(desk) {
    const half = desk.book.half(desk.pick(BOOK_SIDES));
    return { side: half.side, gate: shyTakers(half), actions: act(desk, half) };
  },
};

function* act(desk: EpisodeDesk, half: HalfBook): EpisodeActions {
  const lots = desk.lotsOfMean(desk.between(...TIMES_MEAN));
  const quotes = desk.integer(...QUOTES);
  const ticks = [desk.levelTick(half, 1)];
  half.addOwn(ticks[0], lots);
  for (let quote = 1; quote < quotes; quote++) {
    yield desk.seconds(...RESTING_SECONDS);
    half.removeOwn(ticks[quote - 1], Infinity);
    yield desk.seconds(...REQUOTE_SECONDS);
    ticks.push(nextTick(desk, half, ticks[quote - 1]));
    half.addOwn(ticks[quote], lots);
  }
  yield desk.seconds(...RESTING_SECONDS);
  const eaten = yield* eat(desk, half, ticks[quotes - 1]);
  return {
    size: desk.volume(lots),
    times_local_mean: desk.timesMean(lots),
    prices: ticks.map((tick) => desk.price(tick)),
    ...eaten,
  };
}

/** One or two ticks off, to where the touch is; never crossing. */
function nextTick(desk: EpisodeDesk, half: HalfBook, tick: number): number {
  const distance = desk.integer(1, 2);
  const outwards = half.indexOf(tick) <= half.best + 1;
  return desk.restingTick(half, desk.behind(half, tick, outwards ? distance : -distance));
}
