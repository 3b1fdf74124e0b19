import { alwaysObservable, type EpisodeScript } from '../episode-script.js';
import { eaten, executionAt } from './execution.js';
import { bookSideOf, tickForOrder } from './placing.js';

const RANGES = {
  level: [0, 3],
  means: [2.5, 7],
  pieces: [3, 9.99],
  eatSeconds: [0.2, 1.5],
  leastRestSeconds: [0.6, 3],
  fresh: [0, 1],
} as const;
const LONGEST_REST_SECONDS = 25;

/** A large order is eaten by trades over several updates, then the real price comes to where it stood. */
export const executedScript: EpisodeScript = {
  type: 'BENIGN',
  kind: 'EXECUTED',
  sides: ['bid', 'ask'],
  ranges: { easy: RANGES, medium: RANGES, hard: RANGES },
  unobservable: alwaysObservable,
  plan(site, episodeSide, { level, means, pieces, eatSeconds, leastRestSeconds, fresh }) {
    const side = bookSideOf(episodeSide);
    const tick = tickForOrder(site, side, Math.round(level), fresh < 0.5);
    if (Number.isNaN(tick)) return null;
    const lots = Math.max(2, Math.round(means * site.usual(side).meanLevelLots));
    const earliest = site.startMicros + site.span(leastRestSeconds, 1);
    const latest = site.startMicros + site.span(LONGEST_REST_SECONDS, 10);
    const execution = executionAt(site, side, tick, earliest, latest, eatSeconds);
    if (execution === null || !site.isInView(side, tick, site.startMicros, execution.fromMicros)) return null;
    return {
      acts: [
        { atMicros: site.startMicros, change: ({ orders }) => orders.set('order', { side, tick, lots }) },
        ...eaten(site, 'order', side, tick, lots, Math.floor(pieces), execution),
      ],
      untilMicros: execution.reachedMicros,
      params: {
        price: site.grid.priceOf(tick),
        size: site.grid.volumeOf(lots),
        times_local_mean: lots / site.usual(side).meanLevelLots,
        eaten_s: (execution.reachedMicros - execution.fromMicros) / 1e6,
      },
    };
  },
};
