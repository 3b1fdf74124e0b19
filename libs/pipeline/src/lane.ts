import { type AlertProvenance } from '@genesis/alerts';
import { type FeatureEngine } from '@genesis/analytics';
import { type RegimeClassifier } from '@genesis/clustering';
import { ENGINE_VERSION } from '@genesis/contracts';
import { type DetectionProfile, type InstrumentDetectors, type RaiseDetection } from '@genesis/detection';
import { PreviousRow } from '@genesis/market';
import { retuned } from './retuned.js';
import { InstrumentView } from './instrument-view.js';
import { type PipelineParts } from './pipeline-parts.js';
import { TradeCarry } from './trade-carry.js';

/** The row with which what is known of an instrument began. */
export interface StateOrigin {
  readonly tsMicros: number;
  readonly sequence: number;
}

/** One instrument's state on the way of its rows. */
export class Lane {
  /** Whether the pipeline has it among those with a decision that falls due. */
  waiting = false;
  /** The last accepted row. */
  readonly previous = new PreviousRow();
  readonly view: InstrumentView;
  readonly features: FeatureEngine;
  readonly regime: RegimeClassifier;
  readonly detectors: InstrumentDetectors;
  readonly raise: RaiseDetection;
  readonly trades = new TradeCarry();
  #provenance: AlertProvenance;

  constructor(
    readonly instrument: number,
    symbol: string,
    origin: StateOrigin,
    { alerts, profile, features, regimes }: PipelineParts,
  ) {
    this.view = new InstrumentView(symbol, this.previous);
    this.features = features(profile.name);
    this.regime = regimes.create(symbol);
    this.detectors = profile.create(symbol);
    this.#provenance = {
      profile: profile.name,
      configuration: profile.configurationOf(symbol),
      engine: ENGINE_VERSION,
      stateFromMicros: origin.tsMicros,
      stateFromSequence: origin.sequence,
    };
    this.raise = (detection) => {
      this.regime.noteDetection(detection.type, detection.tsMicros);
      alerts.offer(symbol, detection, this.#provenance);
    };
  }

  /**
   * Goes on under the settings of `profile`: what was learnt, and what waits, stays. `tsMicros` is how far the
   * detectors were advanced. Says no more than before where the symbol's settings are the same.
   */
  retune(profile: DetectionProfile, tsMicros: number): void {
    const { symbol, sequence } = this.view;
    const configuration = profile.configurationOf(symbol);
    if (configuration === this.#provenance.configuration) return;
    profile.retune(symbol, this.detectors, tsMicros);
    this.#provenance = retuned(this.#provenance, configuration, tsMicros, sequence + 1);
  }

  /** A gap in time: what was pending is void, what was learnt stays. */
  forgetWindows(): void {
    this.view.forget();
    this.features.reset();
    this.detectors.resetWindows();
    this.regime.reset();
  }
}
