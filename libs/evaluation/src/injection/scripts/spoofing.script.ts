import { type EpisodeScript, alwaysObservable, type Act } from '../episode-script.js';
import { bookSideOf, restsUntouched, splitLots, spreadMoments, tickForOrder } from './placing.js';

const COMMON = {
  level: [0, 6],
  restSeconds: [0.5, 12],
  parts: [1, 3.99],
  fallSeconds: [0.02, 0.25],
  fresh: [0, 1],
} as const;

/** A large order is placed and, unexecuted, taken away again in one update or a few. */
export const spoofingScript: EpisodeScript = {
  type: 'SPOOFING',
  kind: null,
  sides: ['bid', 'ask'],
  ranges: {
    easy: { ...COMMON, means: [5, 10] },
    medium: { ...COMMON, means: [3.2, 5] },
    hard: { ...COMMON, means: [2.2, 3.2] },
  },
  unobservable: alwaysObservable,
  plan(site, episodeSide, { level, means, restSeconds, parts, fallSeconds, fresh }) {
    const side = bookSideOf(episodeSide);
    const tick = tickForOrder(site, side, Math.round(level), fresh < 0.5);
    const lots = Math.round(means * site.usual(side).meanLevelLots);
    const pieces = site.feed.conflated ? 1 : Math.min(Math.floor(parts), lots);
    const gone = site.startMicros + site.span(restSeconds, 2);
    const end = gone + (pieces === 1 ? 0 : site.span(fallSeconds, 0));
    if (Number.isNaN(tick) || lots < 2 || !restsUntouched(site, side, tick, end)) return null;
    const left = remaining(lots, splitLots(lots, pieces, site));
    const acts: Act[] = [
      { atMicros: site.startMicros, change: ({ orders }) => orders.set('wall', { side, tick, lots }) },
      ...spreadMoments(gone, end - gone, pieces, site).map((atMicros, i) => ({
        atMicros,
        change: ({ orders }: Parameters<Act['change']>[0]): void => {
          if (left[i] === 0) orders.delete('wall');
          else orders.set('wall', { side, tick, lots: left[i] });
        },
      })),
    ];
    return {
      acts,
      params: {
        price: site.grid.priceOf(tick),
        size: site.grid.volumeOf(lots),
        times_local_mean: lots / site.usual(side).meanLevelLots,
        level: site.levelsBefore(side, tick, site.row) + 1,
        rest_s: (gone - site.startMicros) / 1e6,
        pulled_in: pieces,
      },
    };
  },
};

/** What is left after each piece. */
function remaining(lots: number, pieces: readonly number[]): number[] {
  let left = lots;
  return pieces.map((piece) => (left -= piece));
}
