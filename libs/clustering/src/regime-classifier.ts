/** Index into `REGIMES`. */
export type RegimeIndex = number;

/** Names the market regime of one instrument, row after row. One per symbol. */
export interface RegimeClassifier {
  /** Reads the feature row at `features[featureOffset …]`; `tsMicros` is its event time. */
  classify(features: Float64Array, featureOffset: number, tsMicros: number): RegimeIndex;
  reset(): void;
}

/** Makes the classifier of an instrument; the one place that a trained model is put in. */
export interface RegimeModel {
  readonly name: string;
  create(symbol: string): RegimeClassifier;
}
