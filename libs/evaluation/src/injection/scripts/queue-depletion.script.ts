import { type Act, type EpisodeScript, unobservableWhereConflated } from '../episode-script.js';
import { type SideName } from '../overlay.js';
import { type Site } from '../site.js';
import { tradeAgainst } from './execution.js';
import { bookSideOf, spreadMoments } from './placing.js';

const RANGES = { seconds: [0.4, 2], steps: [4, 10.99], left: [0.01, 0.1] } as const;
const LONGEST_SECONDS = 10;

/** Takers eat the queue at the best price bit by bit; what is left goes, and the real price moves on. */
export const queueDepletionScript: EpisodeScript = {
  type: 'BENIGN',
  kind: 'QUEUE_DEPLETION',
  sides: ['bid', 'ask'],
  ranges: { easy: RANGES, medium: RANGES, hard: RANGES },
  unobservable: unobservableWhereConflated,
  plan(site, episodeSide, { seconds, steps, left }) {
    const side = bookSideOf(episodeSide);
    const tick = site.tickAt(side, 0);
    const moved = rowMovingOn(site, side, tick);
    if (moved === -1) return null;
    const movedMicros = site.book.tsAt(moved);
    const from = movedMicros - Math.round(seconds * 1e6);
    const standing = site.lotsAt(side, 0);
    if (from < site.startMicros || standing < site.usual(side).medianBestLots) return null;
    const moments = spreadMoments(from, movedMicros - 1 - from, Math.floor(steps), site);
    let shown = standing;
    const acts = moments.map((atMicros, i): Act => {
      const most = Math.max(1, Math.round(standing * left ** ((i + 1) / moments.length)));
      const size = shown - most;
      shown = most;
      return {
        atMicros,
        change: (overlay) => {
          overlay.lots = (at, { lots, tick: standingAt }) =>
            at === side && standingAt === tick ? Math.min(lots, most) : lots;
        },
        trades: size > 0 ? [tradeAgainst(site, side, tick, size)] : [],
      };
    });
    const rest: Act = {
      atMicros: movedMicros + 1,
      change: (overlay) => {
        overlay.lots = null;
      },
    };
    return {
      acts: [...acts, rest],
      params: {
        price: site.grid.priceOf(tick),
        from: site.grid.volumeOf(standing),
        to: site.grid.volumeOf(shown),
        seconds: (movedMicros - from) / 1e6,
      },
    };
  },
};

/** The row in which the side's best price steps back from `tick`; -1 where it does not, or something better comes first. */
function rowMovingOn(site: Site, side: SideName, tick: number): number {
  const { outward } = site.bookSide(side);
  const last = site.rowAt(site.startMicros + LONGEST_SECONDS * 1e6);
  for (let row = site.row + 1; row <= last; row++) {
    const best = site.tickAt(side, 0, row);
    if (best === tick) continue;
    return outward * (best - tick) > 0 ? row : -1;
  }
  return -1;
}
