import { MICROS_PER_SECOND } from '@genesis/market';
import { type Act, type EpisodeScript, unobservableWhereConflated } from '../episode-script.js';
import { bookSideOf, restsUntouched, tickForOrder } from './placing.js';

const COMMON = { seconds: [0.6, 2], level: [0, 2.99], prices: [1, 2.99], means: [0.3, 1.5] } as const;
/** A burst on a calm feed still has to be one. */
const LEAST_RATE = 60;
const MOST_UPDATES = 20_000;

/** An order is placed and taken away, over and over, far faster than the feed ever updates by itself. */
export const quoteStuffingScript: EpisodeScript = {
  type: 'QUOTE_STUFFING',
  kind: null,
  sides: ['bid', 'ask'],
  ranges: {
    easy: { ...COMMON, timesBusy: [5, 8] },
    medium: { ...COMMON, timesBusy: [3, 5] },
    hard: { ...COMMON, timesBusy: [1.9, 3] },
  },
  unobservable: unobservableWhereConflated,
  plan(site, episodeSide, { seconds, level, prices, means, timesBusy }) {
    const side = bookSideOf(episodeSide);
    const base = tickForOrder(site, side, Math.floor(level), true);
    const { outward } = site.bookSide(side);
    const ticks = Array.from({ length: Math.floor(prices) }, (_, i) => base + outward * i);
    const rate = Math.max(LEAST_RATE, timesBusy * site.habits.busyRowsPerSecond);
    const updates = Math.round(rate * seconds);
    const end = site.startMicros + Math.round(seconds * MICROS_PER_SECOND);
    if (updates > MOST_UPDATES || ticks.some((tick) => !restsUntouched(site, side, tick, end))) return null;
    const lots = Math.max(1, Math.round(means * site.usual(side).meanLevelLots));
    const acts: Act[] = Array.from({ length: updates }, (_, i) => ({
      atMicros: site.startMicros + Math.round((i * (end - site.startMicros)) / updates),
      change: ({ orders }) => {
        orders.delete('flicker');
        // On, off, on at the next price, off …: each state comes back after a few updates.
        if (i % 2 === 0 && i < updates - 1) {
          orders.set('flicker', { side, tick: ticks[(i / 2) % ticks.length], lots });
        }
      },
    }));
    return {
      acts,
      params: {
        updates,
        seconds: (end - site.startMicros) / 1e6,
        times_busy_second: rate / site.habits.busyRowsPerSecond,
        prices: ticks.map((tick) => site.grid.priceOf(tick)),
        size: site.grid.volumeOf(lots),
      },
    };
  },
};
