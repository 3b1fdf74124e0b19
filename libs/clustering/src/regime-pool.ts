import { REGIME_ANCHORS } from './regime-anchors.js';
import { type RegimeParameters } from './regime-parameters.js';

/**
 * What all instruments that have a model know together: the mean of their centroids, which are in robust standard deviations and so
 * comparable; the anchors while nobody has one. A young instrument is judged by it, in its own scale.
 */
export class RegimePool {
  readonly #models = new Map<string, RegimeParameters>();
  #centroids: readonly number[] | null = null;

  /** Instruments that have a model. */
  get size(): number {
    return this.#models.size;
  }

  put(symbol: string, model: RegimeParameters): void {
    this.#models.set(symbol, model);
    this.#centroids = null;
  }

  /** By symbol. */
  models(): ReadonlyMap<string, RegimeParameters> {
    return this.#models;
  }

  centroids(): readonly number[] {
    return (this.#centroids ??= this.#mean());
  }

  #mean(): readonly number[] {
    const sums = new Float64Array(REGIME_ANCHORS.length);
    for (const { centroids } of this.#models.values()) {
      for (let i = 0; i < sums.length; i++) sums[i] += centroids[i] / this.#models.size;
    }
    return this.#models.size === 0 ? [...REGIME_ANCHORS] : [...sums];
  }
}
