/** Standard deviations of a normal to its median absolute deviation. */
const DEVIATION = 1.4826;
/** Rounding must not make a value near that is just beyond. */
const ALMOST = 1 - 1e-9;

/**
 * Streaming median and median absolute deviation by bounded steps: each value moves the median by a fixed share
 * of the deviation, and the deviation by a fixed share of itself, whatever its distance, so that an episode
 * moves them no further than so much ordinary data would (DETECTORS.md, Robust baselines).
 */
export class SignStepScale {
  median = NaN;
  /** Median absolute deviation, unscaled. */
  deviation = NaN;
  count = 0;

  constructor(
    readonly initialDeviation: number,
    /** Step once settled; larger at first. */
    readonly step: number,
  ) {}

  observe(value: number): void {
    if (this.count++ === 0) {
      this.median = value;
      this.deviation = this.initialDeviation;
      return;
    }
    const step = Math.max(this.step, 1 / (this.count + 1));
    const distance = value - this.median;
    this.median += step * Math.sign(distance) * this.deviation * 2;
    this.deviation *= Math.abs(distance) > this.deviation ? 1 + step : 1 / (1 + step);
  }

  /** True only where |z| is less than `z`, for most values that are: a product in place of a quotient. */
  isNear(value: number, z: number, deviationFloor: number): boolean {
    return Math.abs(value - this.median) < ALMOST * z * DEVIATION * Math.max(this.deviation, deviationFloor);
  }

  /** Robust z: distance from the median in standard deviations of a normal with this deviation. */
  z(value: number, deviationFloor: number): number {
    return (value - this.median) / (DEVIATION * Math.max(this.deviation, deviationFloor));
  }
}
