import { FEATURE_COUNT } from '@genesis/analytics';

/** What the pipeline found for the rows of one batch, by row index. Reused with the batch: read it before the next. */
export class BatchResults {
  /** RowOutcome of libs/validation; only ACCEPTED rows have the rest. */
  readonly outcomes: Uint8Array;
  /** QUALITY_FLAGS bits. */
  readonly quality: Uint16Array;
  /** Signal bits, see `signalBit`. */
  readonly signals: Uint16Array;
  /** Index into `REGIMES`. */
  readonly regimes: Uint8Array;
  /** Row-major features, `FEATURE_COUNT` doubles each, laid out as in feature-layout.ts. */
  readonly features: Float64Array;

  constructor(readonly capacity: number) {
    this.outcomes = new Uint8Array(capacity);
    this.quality = new Uint16Array(capacity);
    this.signals = new Uint16Array(capacity);
    this.regimes = new Uint8Array(capacity);
    this.features = new Float64Array(capacity * FEATURE_COUNT);
  }
}
