import { MICROS_PER_SECOND } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type EpisodeActions, type EpisodeScript } from './episode.js';

const TIMES_USUAL_RATE = [5, 7] as const;
const SECONDS = 2;
/** Ticks that the price moves one way, one at a time. */
const TICKS = [5, 9] as const;

/** News: everything runs several times as fast for two seconds, and the price moves one way and stays there. */
export const newsBurst: EpisodeScript = {
  type: 'BENIGN',
  kind: 'NEWS_BURST',
  longestSeconds: 4,
  stage(desk) {
    const side = desk.pick(['up', 'down'] as const);
    return { side, gate: null, actions: act(desk, side) };
  },
};

function* act(desk: EpisodeDesk, direction: 'up' | 'down'): EpisodeActions {
  const sign = direction === 'up' ? 1 : -1;
  const times = desk.between(...TIMES_USUAL_RATE);
  const ticks = desk.integer(...TICKS);
  const firstRow = desk.rowsShown;
  const start = desk.midTicks;

  desk.flow.pace = times / desk.flow.mood.profile.speed;
  // Takers believe the news, which is why the price does not come back.
  desk.flow.mood.lean = sign;
  for (let tick = 1; tick <= ticks; tick++) {
    desk.pushTo(direction, start + sign * tick);
    yield Math.round((SECONDS * MICROS_PER_SECOND) / ticks);
  }
  desk.flow.pace = 1;
  desk.pushTo(direction, start + sign * ticks);
  return {
    rows: desk.rowsShown - firstRow,
    times_usual_rate: rounded(times, 2),
    move: rounded((desk.midTicks - start) * desk.book.prices.step, 6),
    seconds: SECONDS,
  };
}
