import { LEVELS } from '@genesis/market';
import { type Act, alwaysObservable, type EpisodeScript } from '../episode-script.js';
import { spreadMoments, valueOfPrice } from './placing.js';

const RANGES = {
  share: [0.4, 0.6],
  fallSeconds: [2.5, 6],
  lowSeconds: [0.5, 3],
  backSeconds: [2, 5],
  steps: [8, 15.99],
} as const;

/** Both sides thin out together over seconds, never much at once, and come back. */
export const marketWidePullScript: EpisodeScript = {
  type: 'BENIGN',
  kind: 'MARKET_WIDE_PULL',
  sides: ['both'],
  ranges: { easy: RANGES, medium: RANGES, hard: RANGES },
  unobservable: alwaysObservable,
  plan(site, _side, { share, fallSeconds, lowSeconds, backSeconds, steps }) {
    const count = Math.floor(steps);
    const shares = Array.from({ length: LEVELS }, () => share * site.between(0.85, 1.15));
    const low = site.startMicros + site.span(fallSeconds, 4);
    const back = low + site.span(lowSeconds, 1);
    const end = back + site.span(backSeconds, 4);
    return {
      acts: [
        ...spreadMoments(site.startMicros, low - site.startMicros, count, site).map((at, i) =>
          thin(at, (i + 1) / count),
        ),
        ...spreadMoments(back, end - back, count, site).map((at, i) => thin(at, 1 - (i + 1) / count)),
      ],
      params: { drop: share, fall_s: (low - site.startMicros) / 1e6, back_s: (end - back) / 1e6 },
    };

    function thin(atMicros: number, part: number): Act {
      return {
        atMicros,
        change: (overlay) => {
          overlay.lots =
            part === 0 ? null : (_name, { lots, tick }) => lots * (1 - part * valueOfPrice(shares, tick));
        },
      };
    }
  },
};
