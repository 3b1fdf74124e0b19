import { type AlertProvenance } from '@genesis/alerts';
import { type FeatureEngine } from '@genesis/analytics';
import { type RegimeClassifier } from '@genesis/clustering';
import { ENGINE_VERSION } from '@genesis/contracts';
import { type InstrumentDetectors, type RaiseDetection } from '@genesis/detection';
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
  readonly view: InstrumentView;
  readonly features: FeatureEngine;
  readonly regime: RegimeClassifier;
  readonly detectors: InstrumentDetectors;
  readonly raise: RaiseDetection;
  readonly trades = new TradeCarry();

  constructor(symbol: string, origin: StateOrigin, { alerts, profile, features, regimes }: PipelineParts) {
    this.view = new InstrumentView(symbol);
    this.features = features(profile.name);
    this.regime = regimes.create(symbol);
    this.detectors = profile.create(symbol);
    const provenance: AlertProvenance = {
      profile: profile.name,
      configuration: profile.configuration,
      engine: ENGINE_VERSION,
      stateFromMicros: origin.tsMicros,
      stateFromSequence: origin.sequence,
    };
    this.raise = (detection) => {
      this.regime.noteDetection(detection.type, detection.tsMicros);
      alerts.offer(symbol, detection, provenance);
    };
  }

  /** A gap in time: what was pending is void, what was learnt stays. */
  forgetWindows(): void {
    this.view.forget();
    this.features.reset();
    this.detectors.resetWindows();
    this.regime.reset();
  }
}
