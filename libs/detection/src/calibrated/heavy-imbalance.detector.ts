import { MICROS_PER_MILLISECOND, MICROS_PER_SECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { type WaitingDetector, warmUpStatus } from './calibrated-detector.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { describeHeavyImbalance } from './heavy-imbalance.detection.js';
import { type InstrumentAnalysis } from './instrument-analysis.js';
import { LaggedValue } from './lagged-value.js';
import { Lean } from './lean.js';
import { LogImbalance } from './log-imbalance.js';
import { SignStepScale } from './sign-step-scale.js';

/** Baseline samples this far apart: a burst is one state of the book, not a thousand. */
const SAMPLE_MICROS = 100 * MICROS_PER_MILLISECOND;

/**
 * HEAVY_IMBALANCE: within a second or two the book leans over to one side, far beyond this instrument's habit, and
 * stays so. Measured as the difference of the mean log volumes of ten bids and ten asks, which is much quieter than a
 * ratio of sums (Gould, Bonart, ssrn 1712822, for what queue imbalance says of the next move). A market that
 * drifts to one side leans slowly: both the mean over the hold and its rise over the moment before count.
 */
export class HeavyImbalanceDetector implements WaitingDetector {
  readonly type = 'HEAVY_IMBALANCE';
  readonly #scale = new SignStepScale(0.5, 0.002);
  readonly #imbalance = new LogImbalance();
  readonly #earlier = new LaggedValue();
  readonly #lean = new Lean();
  readonly #settings: CalibratedSettings['HEAVY_IMBALANCE'];
  #watchZ = 0;
  #deviationFloor = 0;
  #exitZ = 0;
  #refractoryMicros = 0;
  #sampledMicros = -Infinity;
  #value = 0;
  /** The earliest moment at which a decision falls due; Infinity while none waits. */
  dueMicros = Infinity;
  #raisedMicros = -Infinity;

  constructor(readonly analysis: InstrumentAnalysis) {
    this.#settings = analysis.settings.HEAVY_IMBALANCE;
    this.retune();
  }

  retune(): void {
    const settings = this.#settings;
    this.#watchZ = settings.watchShare * settings.enterZ;
    this.#deviationFloor = settings.deviationFloor;
    this.#exitZ = settings.exitShare * settings.enterZ;
    this.#refractoryMicros = settings.refractorySeconds * MICROS_PER_SECOND;
  }

  observe(view: BookView): boolean {
    if (this.dueMicros < Infinity) this.#lean.hold(this.#value, view.tsMicros);
    this.#imbalance.note(view.changes);
    if (this.analysis.bid.difference.count + this.analysis.ask.difference.count > 0 || !view.hasPrevious) {
      this.#imbalance.to(view);
      this.#value = this.#imbalance.value;
    }
    if (view.tsMicros - this.#sampledMicros >= SAMPLE_MICROS) {
      this.#sampledMicros = view.tsMicros;
      this.#scale.observe(this.#value);
    }
    if (this.#earlier.takes(view.tsMicros)) this.#earlier.note(this.#value, view.tsMicros);
    const watches =
      this.#lean.direction !== 0 || !this.#scale.isNear(this.#value, this.#watchZ, this.#deviationFloor);
    if (!watches) return false;
    this.#follow(view);
    return this.analysis.warm && this.#lean.direction !== 0 && this.#lean.raised;
  }

  advance(tsMicros: number, sequence: number, raise: RaiseDetection): boolean {
    const { dueMicros } = this;
    if (tsMicros < dueMicros || dueMicros === Infinity) return false;
    const lean = this.#lean;
    lean.hold(this.#value, dueMicros);
    lean.judged = true;
    this.dueMicros = Infinity;
    const mean = lean.mean(this.#value);
    const level = this.#z(mean) * lean.direction;
    const rise = level - this.#z(lean.before) * lean.direction;
    if (!this.analysis.warm || Math.min(level, rise) < this.#settings.enterZ) return false;
    lean.raised = true;
    if (dueMicros - this.#raisedMicros < this.#refractoryMicros) return false;
    this.#raisedMicros = dueMicros;
    raise(
      describeHeavyImbalance({
        lean,
        mean,
        level,
        rise,
        usual: this.#scale.median,
        settings: this.#settings,
        tsMicros: dueMicros,
        sequence,
      }),
    );
    return true;
  }

  status(): DetectorStatus {
    return warmUpStatus(this.analysis);
  }

  resetWindows(): void {
    this.#endLean();
    this.#earlier.clear();
  }

  #follow(view: BookView): void {
    const z = this.#z(this.#value);
    const lean = this.#lean;
    if (lean.direction !== 0) {
      // Until it is judged a dip only lowers its mean.
      if (z * lean.direction < (lean.judged ? this.#exitZ : 0)) this.#endLean();
      else if (!lean.judged) return;
    }
    if (Math.abs(z) < this.#watchZ) return;
    this.#watch(z, view);
  }

  /** Begins a lean where the book has leaned over within the time of a rise. */
  #watch(z: number, view: BookView): void {
    const direction = Math.sign(z);
    const { riseSeconds, riseRows, holdSeconds, holdRows } = this.#settings;
    const { pace } = this.analysis;
    const before = this.#earlier.before(view.tsMicros, pace.span(riseSeconds, riseRows));
    const risen = (z - this.#z(before)) * direction;
    if (risen < this.#watchZ) return;
    this.#lean.begin(direction, before, view.tsMicros, pace.span(holdSeconds, holdRows), view.sequence);
    this.dueMicros = this.#lean.dueMicros;
  }

  #endLean(): void {
    this.#lean.end();
    this.dueMicros = Infinity;
  }

  #z(value: number): number {
    return this.#scale.z(value, this.#deviationFloor);
  }
}
