import { type Side } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type Detection } from '../detection.js';
import { type Rarity } from './rarity-bar.js';
import { rarityClause, rarityFactor } from './rarity-factor.js';
import { assess } from './severity-score.js';
import { type SideShock } from './side-shock.js';
import { round } from './round.js';

/** The alert's content for a shock; numbers are those of `shock`, one of the sides where both are meant. */
export function describeDepthShock(side: Side, shock: SideShock, rarity: Rarity, view: BookView): Detection {
  const { minDrop, minBreadth } = shock.analysis.settings.DEPTH_SHOCK;
  const factors = [
    {
      name: 'depth_drop',
      value: round(shock.drop),
      baseline: 0,
      threshold: minDrop,
      weight: 0.6,
      unit: 'share of volume',
      excess: (shock.drop - minDrop) / 0.2,
    },
    {
      name: 'breadth',
      value: round(shock.breadth),
      baseline: null,
      threshold: minBreadth,
      weight: 0.5,
      unit: 'share of levels',
      excess: (shock.breadth - minBreadth) / 0.2,
    },
    rarityFactor(rarity),
  ];
  const { shrunk, shrinkable } = shock.difference;
  return {
    type: 'DEPTH_SHOCK',
    side,
    ...assess(factors),
    tsMicros: view.tsMicros,
    sequence: view.sequence,
    eventTimeMicros: view.tsMicros,
    price: null,
    message: `${side === 'both' ? 'both sides' : `the ${side} side`} lost ${Math.round(100 * shock.drop)} % of the volume over the prices in view, ${shrunk} of ${shrinkable} levels shrank at once`,
    counterfactual: `would not have fired with a loss under ${100 * minDrop} % or with fewer than ${100 * minBreadth} % of the levels taking part${rarityClause(rarity)}`,
    fromMicros: shock.startMicros,
    fromSequence: shock.startSequence,
  };
}
