import { type Act, alwaysObservable, type EpisodeScript } from '../episode-script.js';
import { bookSideOf, spreadMoments } from './placing.js';

const RANGES = { level: [3, 7], means: [2.5, 6], restSeconds: [65, 110], fadeSeconds: [6, 15] } as const;
const FADE_STEPS = 5;
/** It has to be seen most of the time, or it is no quote to anybody. */
const LEAST_IN_VIEW = 0.6;
const SAMPLES = 50;

/** A large order behind the best levels rests for more than a minute and is then reduced bit by bit. */
export const deepQuoteScript: EpisodeScript = {
  type: 'BENIGN',
  kind: 'DEEP_QUOTE',
  sides: ['bid', 'ask'],
  ranges: { easy: RANGES, medium: RANGES, hard: RANGES },
  unobservable: alwaysObservable,
  plan(site, episodeSide, { level, means, restSeconds, fadeSeconds }) {
    const side = bookSideOf(episodeSide);
    const tick = site.tickAt(side, Math.round(level));
    if (Number.isNaN(tick)) return null;
    const fading = site.startMicros + site.span(restSeconds, 20);
    const end = fading + site.span(fadeSeconds, FADE_STEPS);
    if (site.rowReaching(side, tick, end + site.span(3, 3)) !== -1) return null;
    const moments = Array.from(
      { length: SAMPLES },
      (_, i) => site.startMicros + ((end - site.startMicros) * i) / SAMPLES,
    );
    const inView = moments.filter((at) => site.isShown(side, tick, site.rowAt(at))).length / SAMPLES;
    if (inView < LEAST_IN_VIEW) return null;
    const lots = Math.max(FADE_STEPS, Math.round(means * site.usual(side).meanLevelLots));
    const acts: Act[] = [
      { atMicros: site.startMicros, change: ({ orders }) => orders.set('order', { side, tick, lots }) },
      ...spreadMoments(fading, end - fading, FADE_STEPS, site).map((atMicros, i): Act => ({
        atMicros,
        change: ({ orders }) => {
          const left = Math.round(lots * (1 - (i + 1) / FADE_STEPS));
          if (left === 0) orders.delete('order');
          else orders.set('order', { side, tick, lots: left });
        },
      })),
    ];
    return {
      acts,
      params: {
        price: site.grid.priceOf(tick),
        size: site.grid.volumeOf(lots),
        times_local_mean: lots / site.usual(side).meanLevelLots,
        in_view: inView,
        rest_s: (fading - site.startMicros) / 1e6,
      },
    };
  },
};
