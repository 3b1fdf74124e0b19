import { MICROS_PER_SECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type Detection } from '../detection.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { type Run } from './quote-track.js';
import { type Rarity } from './rarity-bar.js';
import { rarityClause, rarityFactor } from './rarity-factor.js';
import { round } from './round.js';
import { assess, type ScoredFactor } from './severity-score.js';

type Settings = CalibratedSettings['MOMENTUM_IGNITION'];

/** The alert's content for a run of `times` large moves. */
export function describeMomentumIgnition(
  run: Run,
  times: number,
  rarity: Rarity,
  settings: Settings,
  view: BookView,
): Detection {
  const up = run.direction > 0;
  const seconds = round((run.reachedMicros - run.startMicros) / MICROS_PER_SECOND);
  const { minRetraced, minRunSeconds } = settings;
  return {
    type: 'MOMENTUM_IGNITION',
    side: up ? 'bid' : 'ask',
    ...assess(factorsOf(run, times, rarity, settings)),
    tsMicros: view.tsMicros,
    sequence: view.sequence,
    eventTimeMicros: view.tsMicros,
    price: null,
    message: `both best quotes ran ${up ? 'up' : 'down'} by ${round(run.size)} in ${seconds} s (${round(times)} times a large 2 s move) and gave back ${Math.round(100 * run.retraced)} %`,
    counterfactual: `would not have fired below ${round(Math.exp(rarity.required))} large moves, with less than ${100 * minRetraced} % given back, or for a run within ${minRunSeconds} s${rarityClause(rarity)}`,
    fromMicros: run.startMicros,
    fromSequence: run.startSequence,
  };
}

function factorsOf(run: Run, times: number, rarity: Rarity, settings: Settings): ScoredFactor[] {
  const { minRetraced, minRunSeconds } = settings;
  const seconds = (run.reachedMicros - run.startMicros) / MICROS_PER_SECOND;
  return [
    {
      name: 'run',
      value: round(times),
      baseline: 1,
      threshold: round(Math.exp(rarity.required)),
      weight: 0.7,
      unit: 'large moves of this instrument',
      excess: Math.log(times) - rarity.required,
    },
    {
      name: 'retraced',
      value: round(run.retraced),
      baseline: null,
      threshold: minRetraced,
      weight: 0.4,
      unit: 'share of the run',
      excess: (run.retraced - minRetraced) / 0.2,
    },
    {
      name: 'run_time',
      value: round(seconds),
      baseline: null,
      threshold: minRunSeconds,
      weight: 0.2,
      unit: 's',
      // A thousandth where the rule is switched off.
      excess: Math.log(seconds / Math.max(minRunSeconds, 0.001)),
    },
    rarityFactor(rarity),
  ];
}
