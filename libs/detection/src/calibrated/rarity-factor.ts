import { type Rarity } from './rarity-bar.js';
import { round } from './round.js';
import { type ScoredFactor } from './severity-score.js';

/**
 * How often the instrument shows such candidates anyway, as a factor of the alert: the rarer, the more it says. It says nothing
 * where the rule is switched off.
 */
export function rarityFactor({ perHour, rarePerHour, mostPerHour }: Rarity): ScoredFactor {
  return {
    name: 'candidates_per_hour',
    value: round(perHour),
    baseline: null,
    threshold: rarePerHour,
    weight: mostPerHour < Infinity ? 0.2 : 0,
    unit: '1/h',
    excess: Math.log(rarePerHour / perHour),
  };
}

/** What the counterfactual says of it; nothing where the rule is switched off. */
export function rarityClause({ mostPerHour }: Rarity): string {
  return mostPerHour < Infinity
    ? `, or where the like comes more than ${round(mostPerHour)} times an hour`
    : '';
}
