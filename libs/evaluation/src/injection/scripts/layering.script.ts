import { type Act, alwaysObservable, type EpisodeScript } from '../episode-script.js';
import { bookSideOf, restsUntouched, spreadMoments } from './placing.js';

const COMMON = {
  prices: [3, 5.99],
  firstLevel: [0, 3],
  buildSeconds: [0.1, 1.8],
  restSeconds: [1, 10],
  fallSeconds: [0, 0.25],
} as const;

/** Several large orders at different prices of one side, built up one by one and taken away together. */
export const layeringScript: EpisodeScript = {
  type: 'LAYERING',
  kind: null,
  sides: ['bid', 'ask'],
  ranges: {
    easy: { ...COMMON, means: [3.2, 6] },
    medium: { ...COMMON, means: [2.3, 3.2] },
    hard: { ...COMMON, means: [1.7, 2.3] },
  },
  unobservable: alwaysObservable,
  plan(site, episodeSide, { prices, firstLevel, means, buildSeconds, restSeconds, fallSeconds }) {
    const side = bookSideOf(episodeSide);
    const first = Math.round(firstLevel);
    const ticks = Array.from({ length: Math.floor(prices) }, (_, i) => site.tickAt(side, first + i));
    const sizes = ticks.map(() =>
      Math.max(2, Math.round(means * site.between(0.85, 1.15) * site.usual(side).meanLevelLots)),
    );
    const built = site.startMicros + (site.feed.conflated ? 0 : site.span(buildSeconds, 0));
    const gone = built + site.span(restSeconds, 2);
    const end = gone + (site.feed.conflated ? 0 : site.span(fallSeconds, 0));
    if (ticks.some((tick) => Number.isNaN(tick) || !restsUntouched(site, side, tick, end))) return null;
    const births = spreadMoments(site.startMicros, built - site.startMicros, ticks.length, site);
    const falls = spreadMoments(gone, end - gone, ticks.length, site);
    const acts: Act[] = [
      ...ticks.map((tick, i) => ({
        atMicros: births[i],
        change: ({ orders }: Parameters<Act['change']>[0]): void => {
          orders.set(`layer ${i}`, { side, tick, lots: sizes[i] });
        },
      })),
      ...falls.map((atMicros, i) => ({
        atMicros,
        change: ({ orders }: Parameters<Act['change']>[0]): void => {
          orders.delete(`layer ${i}`);
        },
      })),
    ];
    return {
      acts,
      params: {
        prices: ticks.map((tick) => site.grid.priceOf(tick)),
        sizes: sizes.map((lots) => site.grid.volumeOf(lots)),
        times_local_mean: sizes.map((lots) => lots / site.usual(side).meanLevelLots),
        built_s: (built - site.startMicros) / 1e6,
        rest_s: (gone - built) / 1e6,
        fall_s: (end - gone) / 1e6,
      },
    };
  },
};
