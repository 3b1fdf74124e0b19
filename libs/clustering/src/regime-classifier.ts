import { type SignalType } from '@genesis/contracts';

/** Index into `REGIMES`. */
export type RegimeIndex = number;

/** Names the market regime of one instrument, row after row. One per symbol. */
export interface RegimeClassifier {
  /** Reads the feature row at `features[featureOffset …]`; `tsMicros` and `sequence` are those of its snapshot. */
  classify(features: Float64Array, featureOffset: number, tsMicros: number, sequence: number): RegimeIndex;
  /** A detector has found something on this instrument. */
  noteDetection(type: SignalType, tsMicros: number): void;
  /** A gap in time: nothing of before is recent, what was learnt stays. */
  reset(): void;
}

/** Makes the classifier of an instrument; the one place that a model is put in. */
export interface RegimeModel {
  readonly name: string;
  /** A symbol's second classifier takes the place of its first. */
  create(symbol: string): RegimeClassifier;
  /** Another pass over a stream, or another place in it: all is as it was at the start. */
  reset(): void;
}
