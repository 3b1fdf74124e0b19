import { MICROS_PER_SECOND } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type Difficulty } from '../episode-label.js';
import { type HalfBook } from '../half-book.js';
import { type FlowGate } from '../order-flow-model.js';
import { type BandByDifficulty, type EpisodeActions, type EpisodeScript } from './episode.js';
import { BOOK_SIDES, shyTakers } from './staged-orders.js';

/** Updates per second, as a multiple of the feed's own 99 % level. */
const TIMES_FEED_RATE: BandByDifficulty = { easy: [13, 20], medium: [5, 9], hard: [2, 2.4] };
const SECONDS = [0.7, 1.2] as const;
/** A feed of one row a second has no burst at two: below this nobody would speak of stuffing. */
const LEAST_ROWS_PER_SECOND = 40;
/** Size of the order that is thrown to and fro, as a multiple of the local mean level. */
const TIMES_MEAN = [0.1, 0.4] as const;

/** One small order jumps between two prices, hundreds of times a second, and carries nothing. */
export const quoteStuffing: EpisodeScript = {
  type: 'QUOTE_STUFFING',
  longestSeconds: 3,
  stage(desk, difficulty) {
    const half = desk.book.half(desk.pick(BOOK_SIDES));
    const ticks = [desk.levelTick(half, 0), desk.levelTick(half, 1)];
    return { side: half.side, gate: roomFor(half, ticks[0]), actions: act(desk, half, ticks, difficulty) };
  },
};

/** Takers stay away, and the other side stays clear of the prices that the order comes back to. */
function roomFor(half: HalfBook, frontTick: number): FlowGate {
  const shy = shyTakers(half);
  return {
    admits: (kind, side, tick) =>
      side === half.side
        ? shy.admits(kind, side, tick)
        : kind !== 'limit' || half.indexOf(tick) < half.indexOf(frontTick),
  };
}

function* act(
  desk: EpisodeDesk,
  half: HalfBook,
  ticks: readonly number[],
  difficulty: Difficulty,
): EpisodeActions {
  const lots = desk.lotsOfMean(desk.between(...TIMES_MEAN));
  const usualRate = desk.usual.highRowsPerSecond;
  const wantedRate = usualRate * desk.between(...TIMES_FEED_RATE[difficulty]);
  const rate = Math.max(LEAST_ROWS_PER_SECOND, wantedRate);
  const seconds = desk.between(...SECONDS);
  const rows = Math.round(rate * seconds);
  const began = desk.nowMicros;

  half.addOwn(ticks[0], lots);
  for (let row = 1; row < rows; row++) {
    yield Math.max(1, Math.round(desk.between(0.6, 1.4) * (MICROS_PER_SECOND / rate)));
    half.removeOwn(ticks[(row - 1) % 2], lots);
    half.addOwn(ticks[row % 2], lots);
  }
  yield Math.round(MICROS_PER_SECOND / rate);
  half.removeOwn(ticks[(rows - 1) % 2], lots);
  const lasted = (desk.nowMicros - began) / MICROS_PER_SECOND;
  return {
    rows: rows + 1,
    seconds: rounded(lasted, 3),
    prices: ticks.map((tick) => desk.price(tick)),
    size: desk.volume(lots),
    times_feed_p99_rate: rounded(rows / lasted / usualRate, 2),
  };
}
