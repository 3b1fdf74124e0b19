import { MICROS_PER_SECOND } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type EpisodeActions, type EpisodeScript } from './episode.js';
import { type Cut, cut, heal, planCuts, shownLots } from './thinning.js';

const DROP = [0.36, 0.52] as const;
const FALL_SECONDS = [3.5, 5.2] as const;
const BACK_SECONDS = [2.2, 5.2] as const;
/** Small steps: no single second takes a third of a side. */
const STEPS = 14;

/** Everybody grows careful: both sides thin out together over seconds, and come back. */
export const marketWidePull: EpisodeScript = {
  type: 'BENIGN',
  kind: 'MARKET_WIDE_PULL',
  longestSeconds: 12,
  stage(desk) {
    return { side: 'both', gate: null, actions: act(desk) };
  },
};

function* act(desk: EpisodeDesk): EpisodeActions {
  const halves = [desk.book.bid, desk.book.ask];
  const share = desk.between(...DROP);
  const before = halves.map(shownLots);
  const plan = halves.flatMap((half) => planCuts(desk, half, share, 0));
  const fallMicros = desk.seconds(...FALL_SECONDS);
  const backMicros = desk.seconds(...BACK_SECONDS);

  const lost: Cut[] = [];
  for (let step = 1; step <= STEPS; step++) {
    lost.push(...cut(desk, plan, step, STEPS));
    yield Math.round(fallMicros / STEPS);
  }
  const drops = halves.map((half, i) => rounded(1 - shownLots(half) / before[i], 4));
  for (let step = 1; step <= STEPS; step++) {
    yield Math.round(backMicros / STEPS);
    heal(desk, lost, step, STEPS);
  }
  return {
    drop: { bid: drops[0], ask: drops[1] },
    fall_s: rounded(fallMicros / MICROS_PER_SECOND, 3),
    back_s: rounded(backMicros / MICROS_PER_SECOND, 3),
  };
}
