import { MICROS_PER_SECOND } from '@genesis/market';
import { type BookSide } from '../book-side.js';

// As in snapshot-layout.ts: a constant of this file is folded into the loop, an imported one is loaded each time.
const LEVELS = 10;
const MEAN_TAU_MICROS = 60 * MICROS_PER_SECOND;
/** A level counts for at most this many means, so that a resting wall teaches the mean little. */
const WINSOR_MEANS = 6;
/** Updates closer together than this are one: a burst of quotes must not outvote a minute of calm. */
const GRAIN_MICROS = 20_000;
const MEDIAN_STEP = 0.01;

/**
 * What is usual on one side: the winsorised exponential mean of a level's volume (the "local mean" that sizes
 * are measured against), the mean at the best level, and the median there. Event time, irregular sampling:
 * α = 1 − e^(−Δt/τ).
 */
export class SizeBaseline {
  /** Volume units; NaN before the first row with a level on the side. */
  meanLevel = NaN;
  /** Median volume of the best level, by bounded multiplicative sign steps; NaN before the first row. */
  medianBest = NaN;
  /** The most levels that the side has shown. */
  mostLevels = 0;
  #updatedMicros = -Infinity;
  /** Winsorised mean of the levels of the row at hand; 0 where there are none. */
  #rowMean = 0;

  constructor(readonly side: BookSide) {}

  update(rows: Float64Array, offset: number, tsMicros: number): void {
    const elapsed = tsMicros - this.#updatedMicros;
    if (elapsed < GRAIN_MICROS) return;
    this.#noteRow(rows, offset + this.side.volume);
    const level = this.#rowMean;
    if (level === 0) return;
    this.#updatedMicros = tsMicros;
    if (Number.isNaN(this.meanLevel)) {
      this.meanLevel = level;
      // Steps are multiplicative: from 0 the median could never rise.
      this.medianBest = rows[offset + this.side.volume] || level;
      return;
    }
    this.meanLevel += alpha(elapsed) * (level - this.meanLevel);
    this.#stepMedian(rows[offset + this.side.volume]);
  }

  #noteRow(rows: Float64Array, volumes: number): void {
    const most = Number.isNaN(this.meanLevel) ? Infinity : WINSOR_MEANS * this.meanLevel;
    let sum = 0;
    let levels = 0;
    for (let i = 0; i < LEVELS; i++) {
      const volume = rows[volumes + i];
      if (volume <= 0) continue;
      sum += Math.min(volume, most);
      levels++;
    }
    if (levels > this.mostLevels) this.mostLevels = levels;
    this.#rowMean = levels === 0 ? 0 : sum / levels;
  }

  #stepMedian(best: number): void {
    if (best > this.medianBest) this.medianBest *= 1 + MEDIAN_STEP;
    else if (best < this.medianBest) this.medianBest /= 1 + MEDIAN_STEP;
  }
}

/** One gap weighs like a second at the most: an hour's pause must not wipe out what was learnt. */
function alpha(elapsedMicros: number): number {
  return 1 - Math.exp(-Math.min(elapsedMicros, MICROS_PER_SECOND) / MEAN_TAU_MICROS);
}
