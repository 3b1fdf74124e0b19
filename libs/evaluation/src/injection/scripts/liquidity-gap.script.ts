import { alwaysObservable, type EpisodeScript } from '../episode-script.js';
import { bookSideOf } from './placing.js';

/** Before it is thinned, the best level must hold at least this share of its median: else nothing happens to it. */
const LEAST_OF_MEDIAN = 0.7;

/** The best levels of a side hold next to nothing for a while, at a price that stays, and fill again. */
export const liquidityGapScript: EpisodeScript = {
  type: 'LIQUIDITY_GAP',
  kind: null,
  sides: ['bid', 'ask'],
  ranges: {
    easy: { shareLeft: [0, 0.005], seconds: [1.2, 4], levels: [2, 3.99] },
    medium: { shareLeft: [0.003, 0.015], seconds: [0.8, 2.5], levels: [1, 2.99] },
    hard: { shareLeft: [0.01, 0.03], seconds: [0.6, 1.5], levels: [1, 1.99] },
  },
  unobservable: alwaysObservable,
  plan(site, episodeSide, { shareLeft, seconds, levels }) {
    const side = bookSideOf(episodeSide);
    const tick = site.tickAt(side, 0);
    const median = site.usual(side).medianBestLots;
    const left = Math.max(1, Math.floor(shareLeft * median));
    const end = site.startMicros + site.span(seconds, 3);
    const first = site.lotsAt(side, 0);
    if (first < LEAST_OF_MEDIAN * median || left > 0.05 * first) return null;
    for (let row = site.row; row <= site.rowAt(end) + 1; row++) {
      if (site.tickAt(side, 0, row) !== tick) return null;
    }
    const thinned = Math.floor(levels);
    return {
      acts: [
        {
          atMicros: site.startMicros,
          change: (overlay) => {
            overlay.lots = (at, { lots }, number) =>
              at === side && number < thinned ? Math.min(lots, left) : lots;
          },
        },
        {
          atMicros: end,
          change: (overlay) => {
            overlay.lots = null;
          },
        },
      ],
      params: {
        levels: thinned,
        l1_before: site.grid.volumeOf(first),
        l1_at_most: site.grid.volumeOf(left),
        share_of_median: left / median,
        seconds: (end - site.startMicros) / 1e6,
      },
    };
  },
};
