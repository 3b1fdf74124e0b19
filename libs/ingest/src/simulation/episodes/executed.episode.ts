import { type EpisodeDesk } from '../episode-desk.js';
import { type HalfBook } from '../half-book.js';
import { eat } from './eaten-order.js';
import { type EpisodeActions, type EpisodeScript } from './episode.js';
import { BOOK_SIDES, shyTakers } from './staged-orders.js';

const TIMES_MEAN = [2.6, 12] as const;
const RESTING_SECONDS = [1, 8] as const;

/** A large order near the touch is eaten over several updates, and the price trades through it. */
export const executed: EpisodeScript = {
  type: 'BENIGN',
  kind: 'EXECUTED',
  longestSeconds: 12,
  stage(desk) {
    const half = desk.book.half(desk.pick(BOOK_SIDES));
    return { side: half.side, gate: shyTakers(half), actions: act(desk, half) };
  },
};

function* act(desk: EpisodeDesk, half: HalfBook): EpisodeActions {
  const lots = desk.lotsOfMean(desk.between(...TIMES_MEAN));
  const tick = desk.levelTick(half, desk.integer(0, 1));
  half.addOwn(tick, lots);
  yield desk.seconds(...RESTING_SECONDS);
  const eaten = yield* eat(desk, half, tick);
  return {
    size: desk.volume(lots),
    times_local_mean: desk.timesMean(lots),
    prices: [desk.price(tick)],
    ...eaten,
  };
}
