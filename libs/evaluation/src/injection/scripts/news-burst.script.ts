import { MICROS_PER_SECOND } from '@genesis/market';
import { type Act, type EpisodeScript, unobservableWhereConflated } from '../episode-script.js';
import { midOf } from '../market-habits.js';
import { type Site } from '../site.js';
import { comingBack, partOfLots, spreadMoments } from './placing.js';

const RANGES = {
  times: [3.5, 6.5],
  seconds: [1.5, 2.5],
  largeMoves: [0.8, 1.2],
  fadeSeconds: [0.5, 1.5],
} as const;
const FADE_STEPS = 4;
const MOST_UPDATES = 10_000;
/** The real price keeps at least this part of its move. */
const KEPT = 0.6;
const KEPT_SECONDS = 6;
const USUAL_SECONDS = 30;

/** The real price moves one way and stays there, and all quotes are updated in a hurry: many rows, each with something new. */
export const newsBurstScript: EpisodeScript = {
  type: 'BENIGN',
  kind: 'NEWS_BURST',
  sides: ['up', 'down'],
  ranges: { easy: RANGES, medium: RANGES, hard: RANGES },
  unobservable: unobservableWhereConflated,
  plan(site, side, { times, seconds, largeMoves, fadeSeconds }) {
    const end = site.startMicros + Math.round(seconds * MICROS_PER_SECOND);
    const sign = side === 'up' ? 1 : -1;
    const move = sign * moveUntil(site, end);
    const least = largeMoves * site.habits.largeMoveTicks * site.grid.tickSize;
    const later = sign * moveUntil(site, end + KEPT_SECONDS * MICROS_PER_SECOND);
    if (!(move >= least && later >= KEPT * move)) return null;
    const usual = usualRows(site) * seconds;
    const updates = Math.round(times * usual) - (site.rowAt(end) - site.row);
    if (updates < 10 || updates > MOST_UPDATES) return null;
    const factors = new Map<string, number>();
    const acts: Act[] = spreadMoments(site.startMicros, end - site.startMicros, updates, site).map(
      (atMicros) => {
        const name = site.random() < 0.5 ? 'bid' : 'ask';
        const tick = site.tickAt(name, site.integer(0, 9), site.rowAt(atMicros));
        const factor = site.between(0.7, 1.4);
        return {
          atMicros,
          change: (overlay) => {
            factors.set(`${name} ${tick}`, factor);
            overlay.lots = (at, level) => level.lots * (factors.get(`${at} ${level.tick}`) ?? 1);
          },
        };
      },
    );
    const fade = spreadMoments(end + 1, Math.round(fadeSeconds * MICROS_PER_SECOND), FADE_STEPS, site);
    const fadeTo = partOfLots(
      (part) => (at, level) => level.lots * (1 + part * ((factors.get(`${at} ${level.tick}`) ?? 1) - 1)),
    );
    return {
      acts: [...acts, ...comingBack(fade, fadeTo)],
      params: { updates, seconds, times_usual_rate: times, move: sign * move },
    };
  },
};

/** Move of the real mid from the start to a moment, in currency units. */
function moveUntil(site: Site, toMicros: number): number {
  return midOf(site.book, site.rowAt(toMicros)) - midOf(site.book, site.row);
}

/** Rows a second in the half minute before. */
function usualRows(site: Site): number {
  return (site.row - site.rowAt(site.startMicros - USUAL_SECONDS * MICROS_PER_SECOND)) / USUAL_SECONDS;
}
