import { LEVELS } from '@genesis/market';
import { alwaysObservable, type EpisodeScript } from '../episode-script.js';
import { type SideName } from '../overlay.js';
import { bookSideOf, comingBack, goingThere, partOfLots, spreadMoments, valueOfPrice } from './placing.js';

const COMMON = {
  parts: [1, 3.99],
  fallSeconds: [0.02, 0.3],
  lowSeconds: [2, 8],
  backSeconds: [1, 4],
} as const;
const BACK_STEPS = 4;
/** Levels of one lot cannot shrink: so many others must be there. */
const LEAST_SHRINKABLE = 7;
const UNCHANGED_SHARE = 0.12;

/** Most levels of a side, or of both, lose volume at once, by different shares; later they fill again step by step. */
export const depthShockScript: EpisodeScript = {
  type: 'DEPTH_SHOCK',
  kind: null,
  sides: ['bid', 'ask', 'both'],
  ranges: {
    easy: { ...COMMON, loss: [0.65, 0.85] },
    medium: { ...COMMON, loss: [0.5, 0.65] },
    hard: { ...COMMON, loss: [0.38, 0.5] },
  },
  unobservable: alwaysObservable,
  plan(site, side, { loss, parts, fallSeconds, lowSeconds, backSeconds }) {
    const sides: SideName[] = side === 'both' ? ['bid', 'ask'] : [bookSideOf(side)];
    if (sides.some((name) => shrinkable(name) < LEAST_SHRINKABLE)) return null;
    const losses = Array.from({ length: LEVELS }, () =>
      site.random() < UNCHANGED_SHARE ? 0 : Math.min(0.95, loss * site.between(0.8, 1.2)),
    );
    const pieces = site.feed.conflated ? 1 : Math.floor(parts);
    const low = site.startMicros + (pieces === 1 ? 0 : site.span(fallSeconds, 0));
    const back = low + site.span(lowSeconds, 2);
    const end = back + site.span(backSeconds, BACK_STEPS);
    const down = spreadMoments(site.startMicros, low - site.startMicros, pieces, site);
    const up = spreadMoments(back, end - back, BACK_STEPS, site);
    const shrink = partOfLots(
      (part) =>
        (name, { lots, tick }) =>
          sides.includes(name) ? lots * (1 - part * valueOfPrice(losses, tick)) : lots,
    );
    return {
      acts: [...goingThere(down, shrink), ...comingBack(up, shrink)],
      params: {
        loss: Object.fromEntries(sides.map((name) => [name, lossOf(name)])),
        levels_changed: Object.fromEntries(sides.map((name) => [name, levelsChanged(name)])),
        updates: pieces,
        fall_s: (low - site.startMicros) / 1e6,
        low_s: (back - low) / 1e6,
      },
    };

    function shrinkable(name: SideName): number {
      return Array.from({ length: LEVELS }, (_, level) => site.lotsAt(name, level)).filter((lots) => lots > 2)
        .length;
    }

    function levelsChanged(name: SideName): number {
      const levels = Array.from({ length: LEVELS }, (_, level) => level);
      return levels.filter(
        (level) => site.lotsAt(name, level) > 1 && valueOfPrice(losses, site.tickAt(name, level)) > 0,
      ).length;
    }

    /** Share of the side's volume that the start row loses, in whole lots. */
    function lossOf(name: SideName): number {
      let [before, after] = [0, 0];
      for (let level = 0; level < LEVELS; level++) {
        const lots = site.lotsAt(name, level);
        before += lots;
        after +=
          lots === 0
            ? 0
            : Math.max(1, Math.round(lots * (1 - valueOfPrice(losses, site.tickAt(name, level)))));
      }
      return 1 - after / before;
    }
  },
};
