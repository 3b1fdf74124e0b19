import { signalBit, type SignalType } from '@genesis/contracts';
import { type BookView } from '../book-view.js';
import {
  type DetectionProfile,
  type DetectorDescription,
  type InstrumentDetectors,
} from '../detection-profile.js';
import { configurationHash } from '../configuration-hash.js';
import { type RaiseDetection } from '../detection.js';
import { profileConfiguration } from '../profile-configuration.js';
import { type ProfileOverrides } from '../profile-overrides.js';
import { type DetectorStatus } from '../detector.js';
import { describeCalibrated } from './calibrated-descriptions.js';
import { type TunableDetector, type WaitingDetector } from './calibrated-detector.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { DepthShockDetector } from './depth-shock.detector.js';
import { HeavyImbalanceDetector } from './heavy-imbalance.detector.js';
import { InstrumentAnalysis } from './instrument-analysis.js';
import { LiquidityGapDetector } from './liquidity-gap.detector.js';
import { MomentumIgnitionDetector } from './momentum-ignition.detector.js';
import { copyOfSettings, resolveCalibratedSettings } from './resolve-calibrated-settings.js';
import { QuoteStuffingDetector } from './quote-stuffing.detector.js';
import { WideSpreadDetector } from './wide-spread.detector.js';
import { WithdrawalWatch } from './withdrawal-watch.js';
import { WithdrawalDetector } from './withdrawal.detector.js';

const LIQUIDITY_GAP = signalBit('LIQUIDITY_GAP');
const DEPTH_SHOCK = signalBit('DEPTH_SHOCK');
const HEAVY_IMBALANCE = signalBit('HEAVY_IMBALANCE');
const WIDE_SPREAD = signalBit('WIDE_SPREAD');
const QUOTE_STUFFING = signalBit('QUOTE_STUFFING');
const MOMENTUM_IGNITION = signalBit('MOMENTUM_IGNITION');

/** The calibrated detectors of one instrument: the shared analysis first, then each detector. */
class CalibratedDetectors implements InstrumentDetectors {
  /** Its own copy, which `retune` writes to. */
  readonly #settings: Record<string, Record<string, number>>;
  readonly #analysis: InstrumentAnalysis;
  readonly #watch: WithdrawalWatch;
  readonly #waiting: readonly WaitingDetector[];
  // By name, because a call of one known class is much cheaper than one of any detector in a list.
  readonly #heavyImbalance: HeavyImbalanceDetector;
  readonly #liquidityGap: LiquidityGapDetector;
  readonly #depthShock: DepthShockDetector;
  readonly #wideSpread: WideSpreadDetector;
  readonly #quoteStuffing: QuoteStuffingDetector;
  readonly #momentumIgnition: MomentumIgnitionDetector;
  readonly #detectors: readonly TunableDetector[];
  /** The earliest moment at which a decision falls due; Infinity while none waits. */
  dueMicros = Infinity;
  /** Signals that were raised between two rows and belong to the next one. */
  #carried = 0;
  #lastSequence = 0;
  #lastMicros = -Infinity;

  constructor(given: CalibratedSettings) {
    const settings = copyOfSettings(given);
    this.#settings = settings;
    const analysis = new InstrumentAnalysis(settings as CalibratedSettings);
    this.#analysis = analysis;
    this.#watch = new WithdrawalWatch(analysis);
    const spoofing = new WithdrawalDetector('SPOOFING', this.#watch, analysis);
    const layering = new WithdrawalDetector('LAYERING', this.#watch, analysis);
    this.#heavyImbalance = new HeavyImbalanceDetector(analysis);
    this.#liquidityGap = new LiquidityGapDetector(analysis);
    this.#depthShock = new DepthShockDetector(analysis);
    this.#wideSpread = new WideSpreadDetector(analysis.settings.WIDE_SPREAD);
    this.#quoteStuffing = new QuoteStuffingDetector(analysis);
    this.#momentumIgnition = new MomentumIgnitionDetector(analysis);
    this.#waiting = [spoofing, layering, this.#heavyImbalance];
    this.#detectors = [
      spoofing,
      layering,
      this.#liquidityGap,
      this.#depthShock,
      this.#heavyImbalance,
      this.#wideSpread,
      this.#quoteStuffing,
      this.#momentumIgnition,
    ];
  }

  observe(view: BookView, raise: RaiseDetection): number {
    // What fell due before this row is decided without it.
    if (view.tsMicros >= this.dueMicros) this.advance(view.tsMicros, raise);
    this.#analysis.update(view);
    this.#watch.update(view);
    let signals = this.#carried;
    this.#carried = 0;
    // A withdrawal is judged when it is due, never on a row.
    if (this.#liquidityGap.observe(view, raise)) signals |= LIQUIDITY_GAP;
    if (this.#depthShock.observe(view, raise)) signals |= DEPTH_SHOCK;
    if (this.#heavyImbalance.observe(view)) signals |= HEAVY_IMBALANCE;
    if (this.#wideSpread.observe(view, raise)) signals |= WIDE_SPREAD;
    if (this.#quoteStuffing.observe(view, raise)) signals |= QUOTE_STUFFING;
    if (this.#momentumIgnition.observe(view, raise)) signals |= MOMENTUM_IGNITION;
    this.#analysis.learn(view);
    this.#lastSequence = view.sequence;
    this.#lastMicros = view.tsMicros;
    this.#setDue();
    return signals;
  }

  advance(tsMicros: number, raise: RaiseDetection): void {
    // The end of the data: what waits is decided as of the last row.
    const at = tsMicros === Infinity ? this.#lastMicros : tsMicros;
    if (tsMicros === Infinity) this.#watch.advance(Infinity);
    for (let i = 0; i < this.#waiting.length; i++) {
      const detector = this.#waiting[i];
      if (detector.advance(at, this.#lastSequence, raise)) this.#carried |= signalBit(detector.type);
    }
    this.#setDue();
  }

  statuses(): readonly { readonly type: SignalType; readonly status: DetectorStatus }[] {
    return this.#detectors.map((detector) => ({ type: detector.type, status: detector.status() }));
  }

  /** What is due at `tsMicros` was decided under the settings before. */
  retune(settings: CalibratedSettings, tsMicros: number): void {
    for (const [group, values] of Object.entries(settings)) Object.assign(this.#settings[group], values);
    this.#analysis.retune();
    this.#watch.retune(tsMicros);
    for (const detector of this.#detectors) detector.retune?.();
    this.#setDue();
  }

  resetWindows(): void {
    this.#carried = 0;
    this.#analysis.resetWindows();
    for (const detector of this.#detectors) detector.resetWindows();
    this.#setDue();
  }

  #setDue(): void {
    this.dueMicros = Math.min(this.#watch.dueMicros, this.#heavyImbalance.dueMicros);
  }
}

/**
 * Scale-free, robust rules (DETECTORS.md, `calibrated`): every instrument is measured against its own habits, in event
 * time; what honest trading explains is not raised.
 *
 * @throws RangeError that lists every override that is unknown or out of its bounds
 */
export function createCalibratedProfile(overrides: ProfileOverrides = {}): DetectionProfile {
  const forAll = settled(resolveCalibratedSettings(overrides));
  const bySymbol = new Map(
    Object.keys(overrides.symbols ?? {}).map((symbol) => [
      symbol,
      settled(resolveCalibratedSettings(overrides, symbol)),
    ]),
  );
  const others = new Map([...bySymbol].map(([symbol, { detectors }]) => [symbol, detectors]));
  const of = (symbol: string): SettledSettings => bySymbol.get(symbol) ?? forAll;
  return {
    name: 'calibrated',
    configuration: profileConfiguration(forAll.detectors, others),
    detectors: forAll.detectors,
    detectorsFor: (symbol) => of(symbol).detectors,
    configurationOf: (symbol) => of(symbol).configuration,
    create: (symbol) => new CalibratedDetectors(of(symbol).settings),
    retune: (symbol, detectors, tsMicros) => {
      if (!(detectors instanceof CalibratedDetectors))
        throw new TypeError(`the detectors of ${symbol} are not of profile calibrated`);
      detectors.retune(of(symbol).settings, tsMicros);
    },
  };
}

interface SettledSettings {
  readonly settings: CalibratedSettings;
  readonly detectors: readonly DetectorDescription[];
  readonly configuration: string;
}

function settled(settings: CalibratedSettings): SettledSettings {
  const detectors = describeCalibrated(settings);
  return { settings, detectors, configuration: configurationHash(detectors) };
}
