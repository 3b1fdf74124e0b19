import { LEVELS } from '@genesis/market';
import { alwaysObservable, type EpisodeScript } from '../episode-script.js';
import { logImbalance } from '../market-habits.js';
import { bookSideOf, comingBack, goingThere, partOfLots, spreadMoments, valueOfPrice } from './placing.js';

const COMMON = {
  steps: [3, 6.99],
  rampSeconds: [1, 3],
  holdSeconds: [3.2, 8],
  levelsLeft: [0, 2.99],
} as const;
/** The heavy side grows by this part of the distance, the light one shrinks by the rest. */
const HEAVY_PART = 0.6;

/** One side grows and the other shrinks, step by step, until the book leans further than it does by itself; it stays so for seconds. */
export const heavyImbalanceScript: EpisodeScript = {
  type: 'HEAVY_IMBALANCE',
  kind: null,
  sides: ['bid', 'ask'],
  ranges: {
    easy: { ...COMMON, timesLarge: [2.2, 3] },
    medium: { ...COMMON, timesLarge: [1.6, 2.2] },
    hard: { ...COMMON, timesLarge: [1.25, 1.6] },
  },
  unobservable: alwaysObservable,
  plan(site, episodeSide, { timesLarge, steps, rampSeconds, holdSeconds, levelsLeft }) {
    const side = bookSideOf(episodeSide);
    const sign = side === 'bid' ? 1 : -1;
    const { medianImbalance, largeImbalance } = site.habits;
    const aim = medianImbalance + sign * timesLarge * largeImbalance;
    const missing = sign * (aim - logImbalance(site.book.rowAt(site.row)));
    if (!(missing > 0.2)) return null;
    const untouched = new Set(
      Array.from({ length: Math.floor(levelsLeft) }, () => site.integer(0, LEVELS - 1)),
    );
    const isUntouched = Array.from({ length: LEVELS }, (_, i) => untouched.has(i));
    const each = missing / (1 - untouched.size / LEVELS);
    const wobble = Array.from({ length: LEVELS }, () => site.between(-0.15, 0.15));
    const stages = Math.floor(steps);
    const reached = site.startMicros + site.span(rampSeconds, stages);
    const back = reached + site.span(holdSeconds, 3);
    const end = back + site.span(rampSeconds, stages);
    const up = spreadMoments(site.startMicros, reached - site.startMicros, stages, site);
    const down = spreadMoments(back, end - back, stages, site);
    const lean = partOfLots((part) => (name, { lots, tick }) => {
      if (valueOfPrice(isUntouched, tick)) return lots;
      const log =
        part * each * (name === side ? HEAVY_PART : HEAVY_PART - 1) + part * valueOfPrice(wobble, tick);
      return lots * Math.exp(log);
    });
    return {
      acts: [...goingThere(up, lean), ...comingBack(down, lean)],
      params: {
        log_imbalance_aimed: aim,
        log_imbalance_before: logImbalance(site.book.rowAt(site.row)),
        times_natural_99: timesLarge,
        share_of_prices_changed: 1 - untouched.size / LEVELS,
        ramp_s: (reached - site.startMicros) / 1e6,
        hold_s: (back - reached) / 1e6,
      },
    };
  },
};
