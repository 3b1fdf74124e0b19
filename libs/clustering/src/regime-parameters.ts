import { type RobustScaling } from './robust-scaling.js';

/** How good a model is, measured on the window that it was trained on. */
export interface RegimeQuality {
  /** Mean silhouette of a sample of the window, in [-1, 1]; null where it shows one regime only. */
  readonly silhouette: number | null;
  /** Share of the window that the model before would have called the same; null for the first one. */
  readonly agreement: number | null;
  /** Mean squared distance to the centroid, in robust standard deviations. */
  readonly dispersion: number;
}

/** A trained model of one instrument: plain data, which can be written out, read back and posted to a thread. */
export interface RegimeParameters {
  /** How often the instrument has been trained. */
  readonly version: number;
  readonly scaling: RobustScaling;
  /** By regime's index, row-major, in robust standard deviations. */
  readonly centroids: readonly number[];
  /** Points of the window by regime's index. */
  readonly sizes: readonly number[];
  readonly quality: RegimeQuality;
}
