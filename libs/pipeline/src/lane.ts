import { type FeatureEngine } from '@genesis/analytics';
import { type RegimeClassifier } from '@genesis/clustering';
import { type InstrumentDetectors, type RaiseDetection } from '@genesis/detection';
import { InstrumentView } from './instrument-view.js';
import { type PipelineParts } from './pipeline-parts.js';
import { TradeCarry } from './trade-carry.js';

/** One instrument's state on the way of its rows. */
export class Lane {
  readonly view: InstrumentView;
  readonly features: FeatureEngine;
  readonly regime: RegimeClassifier;
  readonly detectors: InstrumentDetectors;
  readonly raise: RaiseDetection;
  readonly trades = new TradeCarry();

  constructor(symbol: string, { alerts, profile, features, regimes }: PipelineParts) {
    this.view = new InstrumentView(symbol);
    this.features = features(profile.name);
    this.regime = regimes.create(symbol);
    this.detectors = profile.create(symbol);
    this.raise = (detection) => alerts.offer(symbol, detection, profile.name, profile.configuration);
  }

  /** A gap in time: what was pending is void, what was learnt stays. */
  forgetWindows(): void {
    this.view.forget();
    this.features.reset();
    this.detectors.resetWindows();
    this.regime.reset();
  }
}
