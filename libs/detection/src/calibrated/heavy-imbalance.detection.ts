import { MICROS_PER_SECOND } from '@genesis/market';
import { type Detection } from '../detection.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { type Lean } from './lean.js';
import { round } from './round.js';
import { assess } from './severity-score.js';

/** A lean that held, with what it was judged by. */
export interface JudgedLean {
  readonly lean: Lean;
  /** Mean of the log imbalance over the hold. */
  readonly mean: number;
  /** The mean's distance from the usual in robust standard deviations, in the direction of the lean, */
  readonly level: number;
  /** and from what it was a moment before the lean began. */
  readonly rise: number;
  /** Median of the log imbalance. */
  readonly usual: number;
  readonly settings: CalibratedSettings['HEAVY_IMBALANCE'];
  readonly tsMicros: number;
  readonly sequence: number;
}

export function describeHeavyImbalance(judged: JudgedLean): Detection {
  const { lean, mean, level, rise, settings, tsMicros, sequence } = judged;
  const { enterZ } = settings;
  const heldSeconds = round((lean.dueMicros - lean.sinceMicros) / MICROS_PER_SECOND);
  const side = lean.direction > 0 ? 'bid' : 'ask';
  const fold = Math.exp(Math.abs(mean)).toFixed(1);
  return {
    type: 'HEAVY_IMBALANCE',
    side,
    ...assess(factorsOf(judged)),
    tsMicros,
    sequence,
    eventTimeMicros: tsMicros,
    price: null,
    message: `${side} volumes outweigh the other side's ${fold}-fold (geometric mean of ten levels), ${round(level)} deviations from the usual, for ${heldSeconds} s, after a sudden rise of ${round(rise)} deviations`,
    counterfactual: `would not have fired with a mean or a rise below ${enterZ} deviations, or for less than ${heldSeconds} s`,
    fromMicros: lean.sinceMicros,
    fromSequence: lean.sinceSequence,
  };
}

function factorsOf({ level, rise, usual, settings }: JudgedLean): Parameters<typeof assess>[0] {
  const { enterZ } = settings;
  const unit = 'robust standard deviations';
  const common = { threshold: enterZ, unit };
  return [
    {
      ...common,
      name: 'log_imbalance_z',
      value: round(level),
      baseline: round(usual),
      weight: 0.7,
      excess: level / enterZ - 1,
    },
    { ...common, name: 'rise_z', value: round(rise), baseline: null, weight: 0.4, excess: rise / enterZ - 1 },
  ];
}
