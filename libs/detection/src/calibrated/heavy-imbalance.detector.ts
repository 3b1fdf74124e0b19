import { LEVELS, MICROS_PER_MILLISECOND, MICROS_PER_SECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { ASK, BID, type BookSide } from '../book-side.js';
import { type WaitingDetector, warmUpStatus } from './calibrated-detector.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { type InstrumentAnalysis } from './instrument-analysis.js';
import { assess } from './severity-score.js';
import { SignStepScale } from './sign-step-scale.js';
import { round } from './round.js';

/** Baseline samples this far apart: a burst is one state of the book, not a thousand. */
const SAMPLE_MICROS = 100 * MICROS_PER_MILLISECOND;

/**
 * HEAVY_IMBALANCE: the book leans to one side far beyond this instrument's habit, and stays so. Measured as the
 * difference of the mean log volumes of ten bids and ten asks, which is much quieter than a ratio of sums
 * (Gould, Bonart, ssrn 1712822, for what queue imbalance says of the next move).
 */
export class HeavyImbalanceDetector implements WaitingDetector {
  readonly type = 'HEAVY_IMBALANCE';
  readonly #scale = new SignStepScale(0.5, 0.002);
  #sampledMicros = -Infinity;
  #value = 0;
  /** +1 the bid side is heavy, -1 the ask side, 0 neither. */
  #heavy = 0;
  #sinceMicros = 0;
  #sinceSequence = 0;
  #raised = false;
  #raisedMicros = -Infinity;
  #worst = 0;
  readonly #settings: CalibratedSettings['HEAVY_IMBALANCE'];
  readonly #exitZ: number;
  readonly #holdMicros: number;
  readonly #refractoryMicros: number;

  constructor(readonly analysis: InstrumentAnalysis) {
    const settings = analysis.settings.HEAVY_IMBALANCE;
    this.#settings = settings;
    this.#exitZ = settings.exitShare * settings.enterZ;
    this.#holdMicros = settings.holdSeconds * MICROS_PER_SECOND;
    this.#refractoryMicros = settings.refractorySeconds * MICROS_PER_SECOND;
  }

  observe(view: BookView): boolean {
    if (this.analysis.bid.difference.count + this.analysis.ask.difference.count > 0 || !view.hasPrevious) {
      this.#value = logImbalance(view);
    }
    if (view.tsMicros - this.#sampledMicros >= SAMPLE_MICROS) {
      this.#sampledMicros = view.tsMicros;
      this.#scale.observe(this.#value);
    }
    this.#follow(view);
    return this.analysis.warm && this.#heavy !== 0 && this.#raised;
  }

  advance(tsMicros: number, sequence: number, raise: RaiseDetection): boolean {
    const dueMicros = this.#sinceMicros + this.#holdMicros;
    if (this.#heavy === 0 || this.#raised || tsMicros < dueMicros) return false;
    this.#raised = true;
    if (!this.analysis.warm || dueMicros - this.#raisedMicros < this.#refractoryMicros) return false;
    this.#raisedMicros = dueMicros;
    raise(this.#detection(dueMicros, sequence));
    return true;
  }

  status(): DetectorStatus {
    return warmUpStatus(this.analysis);
  }

  resetWindows(): void {
    this.#heavy = 0;
    this.#raised = false;
  }

  #follow(view: BookView): void {
    const z = this.#scale.z(this.#value, this.#settings.deviationFloor);
    if (this.#heavy !== 0) {
      this.#worst = Math.max(this.#worst, z * this.#heavy);
      if (z * this.#heavy >= this.#exitZ) return;
      this.#heavy = 0;
    }
    if (Math.abs(z) < this.#settings.enterZ) return;
    this.#heavy = Math.sign(z);
    this.#worst = Math.abs(z);
    this.#sinceMicros = view.tsMicros;
    this.#sinceSequence = view.sequence;
    this.#raised = false;
  }

  #detection(tsMicros: number, sequence: number): Parameters<RaiseDetection>[0] {
    const side = this.#heavy > 0 ? 'bid' : 'ask';
    const { enterZ, holdSeconds } = this.#settings;
    const factor = {
      name: 'log_imbalance_z',
      value: round(this.#worst),
      baseline: round(this.#scale.median),
      threshold: enterZ,
      weight: 0.8,
      unit: 'robust standard deviations',
    };
    return {
      type: this.type,
      side,
      ...assess([{ ...factor, excess: this.#worst / enterZ - 1 }]),
      tsMicros,
      sequence,
      eventTimeMicros: tsMicros,
      price: null,
      message: `${side} volumes outweigh the other side's ${Math.exp(Math.abs(this.#value)).toFixed(1)}-fold (geometric mean of ten levels), ${round(this.#worst)} deviations from the usual, for ${holdSeconds} s`,
      counterfactual: `would not have fired below ${enterZ} deviations or for less than ${holdSeconds} s`,
      fromMicros: this.#sinceMicros,
      fromSequence: this.#sinceSequence,
    };
  }
}

/** Mean log volume of the bids less that of the asks; 0 where a side is empty. */
function logImbalance(view: BookView): number {
  const bid = meanLogVolume(view, BID);
  const ask = meanLogVolume(view, ASK);
  return Number.isNaN(bid) || Number.isNaN(ask) ? 0 : bid - ask;
}

function meanLogVolume(view: BookView, side: BookSide): number {
  const from = view.offset + side.volume;
  let product = 1;
  let sum = 0;
  let levels = 0;
  for (let i = 0; i < LEVELS; i++) {
    const volume = view.rows[from + i];
    if (!(volume > 0)) continue;
    // One logarithm for the side: ten volumes multiply without leaving the range of a double.
    product *= volume;
    levels++;
    if (product > 1e200 || product < 1e-200) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return levels === 0 ? NaN : (sum + Math.log(product)) / levels;
}
