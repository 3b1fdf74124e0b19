import { LEVELS } from '@genesis/market';
import { type EpisodeDesk } from '../episode-desk.js';
import { type HalfBook } from '../half-book.js';
import { type EpisodeActions, type EpisodeScript } from './episode.js';
import { BOOK_SIDES, shyTakers } from './staged-orders.js';

const TIMES_MEAN = [3.4, 15] as const;
const LEVELS_BEHIND = [6, 8] as const;
const RESTING_SECONDS = [0.5, 1.5] as const;
const STEP_SECONDS = [0.15, 0.4] as const;

/** A large order far behind leaves the ten levels because the touch moves away from it. */
export const scrollOff: EpisodeScript = {
  type: 'BENIGN',
  kind: 'SCROLL_OFF',
  longestSeconds: 8,
  stage(desk) {
    const half = desk.book.half(desk.pick(BOOK_SIDES));
    return { side: half.side, gate: shyTakers(half), actions: act(desk, half) };
  },
};

function* act(desk: EpisodeDesk, half: HalfBook): EpisodeActions {
  const lots = desk.lotsOfMean(desk.between(...TIMES_MEAN));
  const level = desk.integer(...LEVELS_BEHIND);
  const tick = desk.levelTick(half, level);
  half.addOwn(tick, lots);
  yield desk.seconds(...RESTING_SECONDS);
  const away = half.side === 'bid' ? 'up' : 'down';
  do {
    // Half of the way at a time, so that a lively market cannot draw it out.
    desk.push(away, Math.max(1, Math.floor((LEVELS - desk.levelOf(half, tick)) / 2)));
    yield desk.seconds(...STEP_SECONDS);
  } while (desk.levelOf(half, tick) < LEVELS);
  half.removeOwn(tick, Infinity);
  return {
    level: level + 1,
    price: desk.price(tick),
    size: desk.volume(lots),
    times_local_mean: desk.timesMean(lots),
  };
}
