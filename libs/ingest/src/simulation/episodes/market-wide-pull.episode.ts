import { LEVELS, MICROS_PER_SECOND } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type HalfBook } from '../half-book.js';
import { type FlowGate } from '../order-flow-model.js';
import { type EpisodeActions, type EpisodeScript } from './episode.js';
import { cut, planCuts, shownLots } from './thinning.js';

const DROP = [0.36, 0.46] as const;
const FALL_SECONDS = [4, 5.5] as const;
const BACK_SECONDS = [2.2, 5.2] as const;
/** Many small steps: no single second takes a third of a side. */
const STEPS = 36;
const UNEVEN_PAUSE = [0.5, 1.5] as const;

/** The crowd does nothing else meanwhile: what it does are the steps. */
const NOTHING_ELSE: FlowGate = { admits: () => false };

/** Everybody grows careful: both sides thin out together over seconds, and come back. */
export const marketWidePull: EpisodeScript = {
  type: 'BENIGN',
  kind: 'MARKET_WIDE_PULL',
  longestSeconds: 12,
  stage(desk) {
    return { side: 'both', gate: NOTHING_ELSE, actions: act(desk) };
  },
};

function* act(desk: EpisodeDesk): EpisodeActions {
  const halves = [desk.book.bid, desk.book.ask];
  const share = desk.between(...DROP);
  const before = halves.map(shownLots);
  const fallMicros = desk.seconds(...FALL_SECONDS);
  const backMicros = desk.seconds(...BACK_SECONDS);

  for (let step = 1; step <= STEPS; step++) {
    if (step > 1) yield Math.round((desk.between(...UNEVEN_PAUSE) * fallMicros) / STEPS);
    for (const [i, half] of halves.entries()) approach(desk, half, before[i] * (1 - (share * step) / STEPS));
  }
  const drops = halves.map((half, i) => rounded(1 - shownLots(half) / before[i], 4));
  for (let step = STEPS - 1; step >= 0; step--) {
    yield Math.round((desk.between(...UNEVEN_PAUSE) * backMicros) / STEPS);
    for (const [i, half] of halves.entries()) approach(desk, half, before[i] * (1 - (share * step) / STEPS));
  }
  return {
    drop: { bid: drops[0], ask: drops[1] },
    fall_s: rounded(fallMicros / MICROS_PER_SECOND, 3),
    back_s: rounded(backMicros / MICROS_PER_SECOND, 3),
  };
}

/** Thins or fills a side's ten levels until they hold about `aim` lots. */
function approach(desk: EpisodeDesk, half: HalfBook, aim: number): void {
  const shown = shownLots(half);
  if (aim < shown) {
    cut(desk, planCuts(desk, half, 1 - aim / shown, 0), 1, 1);
    return;
  }
  for (let level = 0; level < LEVELS; level++) {
    desk.refill(half, desk.levelTick(half, level), Math.round((aim - shown) / LEVELS));
  }
}
