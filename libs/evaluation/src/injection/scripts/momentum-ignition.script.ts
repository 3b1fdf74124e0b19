import { type Act, alwaysObservable, type EpisodeScript } from '../episode-script.js';
import { spreadMoments } from './placing.js';

const COMMON = {
  runSeconds: [0.6, 2.8],
  topSeconds: [0.05, 0.8],
  backSeconds: [0.5, 2.5],
  tailSeconds: [0.3, 2],
  quickPart: [0.75, 1],
  stepTicks: [1, 3.99],
} as const;
const LEAST_TICKS = 4;
const MOST_STEPS = 24;

/** Both best quotes are driven one way in steps, with trades, and come back; the last part of the way slower. */
export const momentumIgnitionScript: EpisodeScript = {
  type: 'MOMENTUM_IGNITION',
  kind: null,
  sides: ['up', 'down'],
  ranges: {
    easy: { ...COMMON, largeMoves: [4.5, 7] },
    medium: { ...COMMON, largeMoves: [3, 4.5] },
    hard: { ...COMMON, largeMoves: [2, 3] },
  },
  unobservable: alwaysObservable,
  plan(site, side, p) {
    const sign = side === 'up' ? 1 : -1;
    const peak = Math.max(LEAST_TICKS, Math.round(p.largeMoves * site.habits.largeMoveTicks));
    const steps = Math.min(MOST_STEPS, Math.max(2, Math.ceil(peak / Math.floor(p.stepTicks))));
    const turn = site.startMicros + site.span(p.runSeconds, 2);
    const back = turn + site.span(p.topSeconds, 1);
    const quickEnd = back + site.span(p.backSeconds, 2);
    const end = quickEnd + site.span(p.tailSeconds, 1);
    const rest = Math.round(peak * (1 - p.quickPart));
    const quick = Math.max(2, Math.ceil(steps / 2));
    const acts: Act[] = [
      ...spreadMoments(site.startMicros, turn - site.startMicros, steps, site).map((at, i) =>
        moveTo(at, Math.round((peak * (i + 1)) / steps), sign),
      ),
      ...spreadMoments(back, quickEnd - back, quick, site).map((at, i) =>
        moveTo(at, Math.round(peak - ((peak - rest) * (i + 1)) / quick), -sign),
      ),
      moveTo(end, 0, -sign),
    ];
    return {
      acts,
      params: {
        move: site.grid.priceOf(peak),
        large_moves: peak / site.habits.largeMoveTicks,
        steps,
        run_s: (turn - site.startMicros) / 1e6,
        reversal_s: (end - back) / 1e6,
      },
    };

    /** The takers lift what stands at the best price that is `ticks` away from the real one. */
    function moveTo(atMicros: number, ticks: number, aggressor: number): Act {
      const raised = sign * ticks;
      const taken = aggressor > 0 ? 'ask' : 'bid';
      const row = site.rowAt(atMicros);
      const trade = {
        price: site.grid.priceOf(site.tickAt(taken, 0, row) + raised),
        volume: site.grid.volumeOf(site.lotsAt(taken, 0, row)),
        aggressor: aggressor > 0 ? (1 as const) : (-1 as const),
      };
      return {
        atMicros,
        change: (overlay) => {
          overlay.raisedTicks = { bid: raised, ask: raised };
        },
        trades: [trade],
      };
    }
  },
};
