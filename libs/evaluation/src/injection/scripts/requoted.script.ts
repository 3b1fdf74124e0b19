import { type Act, alwaysObservable, type EpisodeScript, type HardNegative } from '../episode-script.js';
import { eaten, executionAt } from './execution.js';
import { bookSideOf } from './placing.js';

const RANGES = {
  level: [0, 2.49],
  means: [2.5, 7],
  quotes: [3, 6.99],
  everySeconds: [0.6, 2.5],
  apartSeconds: [0.02, 0.25],
  pieces: [3, 8.99],
  eatSeconds: [0.2, 1.2],
} as const;
const LONGEST_WAIT_SECONDS = 20;
const MOST_TICKS_OFF = 3;

/** The old quote leaves, and the same size comes back at another price a moment later. */
export const repegScript = requotedScript('REPEG', (leaves, apart) => ({ leaves, comes: leaves + apart }));
/** The new quote comes before the old one leaves. */
export const makeBeforeBreakScript = requotedScript('MAKE_BEFORE_BREAK', (comes, apart) => ({
  comes,
  leaves: comes + apart,
}));

/** A large order follows its price in a few re-quotes of the same size, and in the end is executed. */
function requotedScript(
  kind: HardNegative,
  order: (atMicros: number, apartMicros: number) => { leaves: number; comes: number },
): EpisodeScript {
  return {
    type: 'BENIGN',
    kind,
    sides: ['bid', 'ask'],
    ranges: { easy: RANGES, medium: RANGES, hard: RANGES },
    unobservable: alwaysObservable,
    plan(site, episodeSide, { level, means, quotes, everySeconds, apartSeconds, pieces, eatSeconds }) {
      const side = bookSideOf(episodeSide);
      const last = site.tickAt(side, Math.round(level));
      if (Number.isNaN(last)) return null;
      const lots = Math.max(2, Math.round(means * site.usual(side).meanLevelLots));
      const every = site.span(everySeconds, 2);
      const apart = site.feed.conflated ? 0 : site.span(apartSeconds, 0);
      const ticks = pricesOf(Math.floor(quotes));
      const placed = site.startMicros + every * (ticks.length - 1) + apart;
      const latest = placed + site.span(LONGEST_WAIT_SECONDS, 10);
      const execution = executionAt(site, side, last, placed + every, latest, eatSeconds);
      if (execution === null) return null;
      if (ticks.some((tick) => !site.isInView(side, tick, site.startMicros, execution.fromMicros)))
        return null;
      const moves = ticks.slice(1).flatMap((tick, i): Act[] => {
        const { leaves, comes } = order(site.startMicros + every * (i + 1), apart);
        return [
          { atMicros: leaves, change: ({ orders }) => orders.delete(`quote ${i}`) },
          { atMicros: comes, change: ({ orders }) => orders.set(`quote ${i + 1}`, { side, tick, lots }) },
        ];
      });
      const first = ticks[0];
      return {
        acts: [
          {
            atMicros: site.startMicros,
            change: ({ orders }) => orders.set('quote 0', { side, tick: first, lots }),
          },
          ...moves.sort((a, b) => a.atMicros - b.atMicros),
          ...eaten(site, `quote ${ticks.length - 1}`, side, last, lots, Math.floor(pieces), execution),
        ],
        untilMicros: execution.reachedMicros,
        params: {
          prices: ticks.map((tick) => site.grid.priceOf(tick)),
          size: site.grid.volumeOf(lots),
          times_local_mean: lots / site.usual(side).meanLevelLots,
          apart_s: apart / 1e6,
        },
      };

      /** Ends at the price that is executed; those before stand behind it, so that they are not reached. */
      function pricesOf(count: number): number[] {
        const { outward } = site.bookSide(side);
        const offsets = [0];
        while (offsets.length < count) {
          const offset = site.integer(1, MOST_TICKS_OFF);
          offsets.unshift(offset === offsets[0] ? (offset % MOST_TICKS_OFF) + 1 : offset);
        }
        return offsets.map((offset) => last + outward * offset);
      }
    },
  };
}
