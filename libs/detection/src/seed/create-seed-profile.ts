import { signalBit, type SignalType } from '@genesis/contracts';
import { type BookView } from '../book-view.js';
import { configurationHash } from '../configuration-hash.js';
import { type DetectionProfile, type InstrumentDetectors } from '../detection-profile.js';
import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { AverageBestVolume } from './average-best-volume.js';
import { DepthShockDetector } from './depth-shock.detector.js';
import { HeavyImbalanceDetector } from './heavy-imbalance.detector.js';
import { LayeringDetector } from './layering.detector.js';
import { LiquidityGapDetector } from './liquidity-gap.detector.js';
import { type SeedDetector } from './seed-detector.js';
import { SpoofingDetector } from './spoofing.detector.js';
import { WideSpreadDetector } from './wide-spread.detector.js';

/** The predecessor's rules for one instrument, with the average that two of them share. */
class SeedDetectors implements InstrumentDetectors {
  readonly dueMicros = Infinity;
  readonly #average = new AverageBestVolume();
  readonly detectors: readonly SeedDetector[] = [
    new SpoofingDetector(this.#average),
    new LayeringDetector(this.#average),
    new LiquidityGapDetector(),
    new DepthShockDetector(),
    new HeavyImbalanceDetector(),
    new WideSpreadDetector(),
  ];
  readonly #bits = this.detectors.map((detector) => signalBit(detector.type));

  observe(view: BookView, raise: RaiseDetection): number {
    this.#average.update(view);
    let signals = 0;
    for (let i = 0; i < this.detectors.length; i++) {
      if (this.detectors[i].observe(view, raise)) signals |= this.#bits[i];
    }
    return signals;
  }

  advance(): void {
    // Every rule decides on the row itself: nothing waits for time to pass.
  }

  statuses(): readonly { readonly type: SignalType; readonly status: DetectorStatus }[] {
    return this.detectors.map((detector) => ({ type: detector.type, status: detector.status() }));
  }

  resetWindows(): void {
    for (const detector of this.detectors) detector.resetWindows();
  }
}

/**
 * The rules of the system that this one succeeds, to the letter, for comparison and migration: fixed thresholds, true or
 * false of every row, raised at each row where they are true (the alert manager folds the repeats).
 */
export function createSeedProfile(): DetectionProfile {
  const detectors = new SeedDetectors().detectors.map((detector) => detector.description);
  const configuration = configurationHash(detectors);
  return {
    name: 'seed',
    configuration,
    detectors,
    detectorsFor: () => detectors,
    configurationOf: () => configuration,
    create: () => new SeedDetectors(),
    retune: () => {
      // Its rules have one set of constants: there is nothing else that they could be judged by.
    },
  };
}
