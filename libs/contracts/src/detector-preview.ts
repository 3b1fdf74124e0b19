import { type SignalType } from './signals.js';

/** An alert that one value raises and the present one does not, or the other way round. */
export interface PreviewedAlert {
  /** `book` for the rows as they are, else the number of the round with episodes laid over them. */
  readonly stretch: string;
  readonly timestamp: number;
  readonly side: string;
  readonly score: number;
  /** Whether it is right, where episodes say so; null on the rows as they are. */
  readonly verdict: string | null;
  /** The episode that it belongs to. */
  readonly episode: string | null;
}

export interface PreviewedChange {
  readonly count: number;
  /** The first 50. */
  readonly alerts: readonly PreviewedAlert[];
}

/** What one value would do. Shares are null where nothing can be said of them. */
export interface PreviewStep {
  readonly value: number;
  readonly present: boolean;
  /** Of this detector on the rows as they are. */
  readonly alerts_per_hour: number;
  /** Laid over the rows, in all rounds. */
  readonly episodes: number;
  readonly recall: number | null;
  readonly precision: number | null;
  readonly false_alerts: number;
  readonly gained: PreviewedChange;
  readonly lost: PreviewedChange;
}

/** Answer of `POST /detectors/:type/preview`. */
export interface DetectorPreview {
  readonly type: SignalType;
  readonly param: string;
  readonly unit: string;
  readonly symbol: string;
  /** The settings that everything else has. */
  readonly configuration: string;
  /** The rows that it is about; detectors begin cold with the first of them. */
  readonly window: {
    readonly from: number;
    readonly to: number;
    readonly rows: number;
    readonly kept_in: 'memory' | 'database';
    /** Whether trades come with the rows; memory keeps none. */
    readonly trades: boolean;
    /** More rows were asked for than are tried at once. */
    readonly cut: boolean;
  };
  readonly present: number;
  /** By rising value, the present one among them. */
  readonly steps: readonly PreviewStep[];
}
