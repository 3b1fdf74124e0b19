import { MICROS_PER_SECOND } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type HalfBook } from '../half-book.js';
import { type EpisodeActions, type EpisodeScript } from './episode.js';
import { BOOK_SIDES } from './staged-orders.js';

const TIMES_MEAN = [3, 6] as const;
const LEVELS_BEHIND = [4, 6] as const;
const SECONDS = [120, 150] as const;
/** The owner lets the order go little by little, so that its end is no withdrawal either. */
const TRIMS = 20;
const TRIM_MICROS = MICROS_PER_SECOND;

/** A large order some levels behind the best stays for two minutes and more. */
export const deepQuote: EpisodeScript = {
  type: 'BENIGN',
  kind: 'DEEP_QUOTE',
  longestSeconds: 175,
  stage(desk) {
    const half = desk.book.half(desk.pick(BOOK_SIDES));
    return { side: half.side, gate: null, actions: act(desk, half) };
  },
};

function* act(desk: EpisodeDesk, half: HalfBook): EpisodeActions {
  const lots = desk.lotsOfMean(desk.between(...TIMES_MEAN));
  const level = desk.integer(...LEVELS_BEHIND);
  const tick = desk.levelTick(half, level);
  const times = desk.timesMean(lots);
  const began = desk.nowMicros;

  half.addOwn(tick, lots);
  yield desk.seconds(...SECONDS);
  for (let trim = 1; trim < TRIMS; trim++) {
    half.removeOwn(tick, Math.ceil(lots / TRIMS));
    yield TRIM_MICROS;
  }
  half.removeOwn(tick, Infinity);
  return {
    level: level + 1,
    price: desk.price(tick),
    size: desk.volume(lots),
    times_local_mean: times,
    stayed_s: rounded((desk.nowMicros - began) / MICROS_PER_SECOND, 3),
  };
}
