import { type Regime } from './signals.js';

/** Socket.IO event `regime`: an instrument entered a regime. */
export interface RegimeChange {
  readonly symbol: string;
  readonly regime: Regime;
  /** Null for the first one that is known. */
  readonly previous: Regime | null;
  /** Event time (epoch seconds) and sequence number of the snapshot with which it began. */
  readonly timestamp: number;
  readonly sequence: number;
}

/** A stretch of one regime. */
export interface RegimeStay {
  readonly regime: Regime;
  /** Epoch seconds; `to` is where the next one began, null for the one that lasts. */
  readonly from: number;
  readonly to: number | null;
  readonly from_sequence: number;
}

/** `GET /regimes/:symbol/history`: oldest first. */
export interface RegimeHistory {
  readonly symbol: string;
  readonly stays: readonly RegimeStay[];
}

/** Where a regime's centroid stands, in real units. */
export interface RegimeCentroid {
  /** Currency units. */
  readonly spread: number;
  /** Both sides together, the venue's unit. */
  readonly depth: number;
  /** Of log returns, per square root of a second. */
  readonly realised_volatility: number;
  /** Mean |weighted imbalance|, [0, 1]. */
  readonly weighted_imbalance: number;
  /** Mean |order flow| of a snapshot over the depth. */
  readonly flow_to_depth: number;
  /** Snapshots a second. */
  readonly update_rate: number;
  /** Recent alerts about manipulation, fading. */
  readonly alert_pressure: number;
}

/** How an instrument's regimes are told apart. */
export interface InstrumentRegimeReport {
  readonly symbol: string;
  readonly regime: Regime;
  /** Whose centroids are in use: the instrument's own, those of all instruments, or none yet (CALM until then). */
  readonly basis: 'none' | 'pooled' | 'own';
  /** How often the instrument's model was trained; 0 while it has none of its own. */
  readonly model_version: number;
  /** The snapshot from which the model is used; null for one that came from an earlier run. */
  readonly swap: { readonly sequence: number; readonly timestamp: number } | null;
  readonly training: boolean;
  readonly centroids: Readonly<Record<Regime, RegimeCentroid>> | null;
  /** Points of the training's window. */
  readonly sizes: Readonly<Record<Regime, number>> | null;
  readonly quality: {
    readonly silhouette: number | null;
    readonly agreement: number | null;
    readonly dispersion: number | null;
    readonly switches_per_minute: number | null;
  };
}

/** `GET /regimes` */
export interface RegimeReport {
  readonly model: string;
  readonly training: {
    /** Snapshots of an instrument from one training to the next. */
    readonly events: number;
    readonly workers: number;
    readonly queued: number;
    readonly trained: number;
    /** Null before the first one. */
    readonly last_training_ms: number | null;
    /** Trainings that were made where their model was needed: the workers had not done them by then. */
    readonly in_line: number;
    readonly worker_failures: number;
  };
  readonly instruments: readonly InstrumentRegimeReport[];
}
