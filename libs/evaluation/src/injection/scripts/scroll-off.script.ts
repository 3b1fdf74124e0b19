import { alwaysObservable, type EpisodeScript } from '../episode-script.js';
import { type SideName } from '../overlay.js';
import { type Site } from '../site.js';
import { bookSideOf } from './placing.js';

const RANGES = { level: [4, 9], means: [2.5, 8], restSeconds: [0.6, 3], lateSeconds: [0.5, 2] } as const;
const LONGEST_SECONDS = 40;
/** It stays out of view so long after it left. */
const AWAY_SECONDS = 12;

/** A large order leaves the ten levels because the touch moves away from it; it is cancelled out of sight. */
export const scrollOffScript: EpisodeScript = {
  type: 'BENIGN',
  kind: 'SCROLL_OFF',
  sides: ['bid', 'ask'],
  ranges: { easy: RANGES, medium: RANGES, hard: RANGES },
  unobservable: alwaysObservable,
  plan(site, episodeSide, { level, means, restSeconds, lateSeconds }) {
    const side = bookSideOf(episodeSide);
    const tick = site.tickAt(side, Math.floor(level));
    if (Number.isNaN(tick)) return null;
    const left = leftViewMicros(site, side, tick);
    if (left === null || left < site.startMicros + site.span(restSeconds, 1)) return null;
    const lots = Math.max(2, Math.round(means * site.usual(side).meanLevelLots));
    return {
      acts: [
        { atMicros: site.startMicros, change: ({ orders }) => orders.set('order', { side, tick, lots }) },
        { atMicros: left + site.span(lateSeconds, 1), change: ({ orders }) => orders.delete('order') },
      ],
      params: {
        price: site.grid.priceOf(tick),
        size: site.grid.volumeOf(lots),
        times_local_mean: lots / site.usual(side).meanLevelLots,
        in_view_s: (left - site.startMicros) / 1e6,
      },
    };
  },
};

/** When the price leaves the ten levels for good; null where it does not, or comes back soon. */
function leftViewMicros(site: Site, side: SideName, tick: number): number | null {
  const latest = site.rowAt(site.startMicros + site.span(LONGEST_SECONDS, 20));
  let row = site.row;
  while (row <= latest && site.isShown(side, tick, row)) row++;
  if (row > latest) return null;
  const left = site.book.tsAt(row);
  const away = site.rowAt(left + site.span(AWAY_SECONDS, 4));
  for (let later = row; later <= away; later++) if (site.isShown(side, tick, later)) return null;
  return left;
}
