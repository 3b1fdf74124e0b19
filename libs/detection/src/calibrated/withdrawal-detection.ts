import { MICROS_PER_SECOND } from '@genesis/market';
import { type Detection } from '../detection.js';
import { rarityClause, rarityFactor } from './rarity-factor.js';
import { round } from './round.js';
import { assess, type ScoredFactor } from './severity-score.js';
import { type JudgedAct } from './withdrawal-watch.js';

/** The detection that a judged act of withdrawal is, as SPOOFING or as LAYERING. */
export function detectionOfAct(type: 'SPOOFING' | 'LAYERING', act: JudgedAct, sequence: number): Detection {
  const first = act.orders.reduce((a, b) => (b.bornMicros < a.bornMicros ? b : a));
  return {
    type,
    side: act.side.side.name,
    ...assess(factorsOf(act)),
    tsMicros: act.dueMicros,
    sequence,
    eventTimeMicros: act.withdrawnMicros,
    price: first.price,
    message: messageOf(act),
    counterfactual: counterfactualOf(act),
    fromMicros: first.bornMicros,
    fromSequence: first.bornSequence,
  };
}

function factorsOf(act: JudgedAct): ScoredFactor[] {
  const rested = Math.max(...act.orders.map((order) => order.restedMicros)) / MICROS_PER_SECOND;
  const required = requiredMeans(act);
  return [
    {
      name: 'withdrawn_volume',
      value: round(act.means),
      baseline: 1,
      threshold: round(required),
      weight: 0.7,
      unit: 'local means of a level',
      excess: act.statistic - act.rarity.required,
    },
    {
      name: 'orders_withdrawn_together',
      value: act.orders.length,
      baseline: null,
      threshold: 1,
      weight: 0.4,
      unit: 'orders',
      excess: act.orders.length - 2,
    },
    {
      name: 'rest',
      value: round(rested),
      baseline: null,
      threshold: 10,
      weight: 0.3,
      unit: 's',
      excess: Math.log(10 / Math.max(rested, 0.1)),
    },
    rarityFactor(act.rarity),
  ];
}

/** In local means: the bar, and on top of it what makes this act ordinary. */
function requiredMeans({ rarity, statistic, means }: JudgedAct): number {
  return Math.exp(rarity.required - statistic) * means;
}

function counterfactualOf(act: JudgedAct): string {
  const { explanationSeconds, reachedSeconds } = act.side.settings.WITHDRAWAL;
  const reached = act.orders.some(({ atTouch }) => atTouch) ? explanationSeconds : reachedSeconds;
  const size = `below ${round(requiredMeans(act))} local means of volume`;
  const requoted = `the same quantity had been quoted again on that side within ${explanationSeconds} s`;
  return `would not have fired ${size}, if ${requoted}, or if the opposite best had reached it within ${reached} s${rarityClause(act.rarity)}`;
}

function messageOf(act: JudgedAct): string {
  const volume = act.orders.reduce((sum, order) => sum + order.quantity, 0);
  const prices = [...new Set(act.orders.map((order) => order.price))].join(', ');
  const rested = Math.max(...act.orders.map((order) => order.restedMicros)) / MICROS_PER_SECOND;
  return `${act.orders.length} large ${act.side.side.name} order${act.orders.length > 1 ? 's' : ''} of ${round(volume)} in all at ${prices} (${round(act.means)} times the usual volume of a level) withdrawn unexecuted after ${round(rested)} s`;
}
