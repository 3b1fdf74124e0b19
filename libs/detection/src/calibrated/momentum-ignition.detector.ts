import { ASK_PRICE, BID_PRICE, MICROS_PER_MILLISECOND, MICROS_PER_SECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { type TunableDetector, warmUpStatus } from './calibrated-detector.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { type InstrumentAnalysis } from './instrument-analysis.js';
import { isSweep } from './is-sweep.js';
import { describeMomentumIgnition } from './momentum-ignition.detection.js';
import { QuoteTrack } from './quote-track.js';
import { RarityBar } from './rarity-bar.js';
import { StreamingQuantile } from './streaming-quantile.js';

const GRAIN_MICROS = 100 * MICROS_PER_MILLISECOND;
const SAMPLE_NOTES = 5;
/** The track reaches back a little further. */
const MAX_HORIZON_NOTES = 100;
const MIN_SAMPLES = 30;

/**
 * MOMENTUM_IGNITION: both best quotes run one way far beyond this instrument's large moves, and most of it comes
 * back at once (2016/522 Annex II s.1 4(e)). Raised when the reversal confirms it; a move that stays is news, and one
 * that took no time the sweep of a single order.
 */
export class MomentumIgnitionDetector implements TunableDetector {
  readonly type = 'MOMENTUM_IGNITION';
  readonly #track = new QuoteTrack(GRAIN_MICROS);
  readonly #largeMove: StreamingQuantile;
  readonly #bar: RarityBar;
  readonly #settings: CalibratedSettings['MOMENTUM_IGNITION'];
  /** Smaller runs are not counted. */
  #leastMoves = 0;
  #samples = 0;
  /** Turn and size of the run last weighed: each is weighed once, and again where it goes on beyond its turn. */
  #weighedMicros = -Infinity;
  #weighedSize = 0;
  #raisedMicros = -Infinity;

  constructor(readonly analysis: InstrumentAnalysis) {
    const settings = analysis.settings.MOMENTUM_IGNITION;
    this.#settings = settings;
    this.#largeMove = new StreamingQuantile(settings.largeMoveQuantile, 0.05, 1e-9);
    this.#bar = new RarityBar(Math.log(settings.minLargeMoves), settings);
    this.retune();
  }

  observe(view: BookView, raise: RaiseDetection): boolean {
    if (view.tsMicros - this.#track.notedMicros < GRAIN_MICROS) return false;
    const bid = view.rows[view.offset + BID_PRICE];
    const ask = view.rows[view.offset + ASK_PRICE];
    if (!(bid > 0 && ask > 0) || !this.#track.note(bid, ask, view.tsMicros, view.sequence)) return false;
    const up = this.#judge(1, view, bid, raise);
    const down = this.#judge(-1, view, bid, raise);
    this.#learn();
    return up || down;
  }

  status(): DetectorStatus {
    const warm = warmUpStatus(this.analysis);
    if (warm.state !== 'ACTIVE' || this.#samples >= MIN_SAMPLES) return warm;
    return {
      state: 'WARMING_UP',
      reason: `${this.#samples} of ${MIN_SAMPLES} samples of the usual move seen`,
    };
  }

  retune(): void {
    const settings = this.#settings;
    this.#largeMove.retune(settings.largeMoveQuantile);
    this.#bar.retune(Math.log(settings.minLargeMoves));
    this.#leastMoves = Math.min(settings.minLargeMoves, Math.exp(settings.rareFrom));
  }

  resetWindows(): void {
    this.#track.clear();
  }

  #learn(): void {
    const { pace } = this.analysis;
    const { largeMoveSeconds, largeMoveRows } = this.#settings;
    const horizon = pace.span(largeMoveSeconds, largeMoveRows) / Math.max(GRAIN_MICROS, pace.gapMicros);
    const notes = Math.max(1, Math.min(MAX_HORIZON_NOTES, Math.round(horizon)));
    if (this.#track.noted <= notes || this.#track.noted % SAMPLE_NOTES !== 0) return;
    this.#largeMove.observe(Math.abs(this.#track.move(notes)));
    this.#samples++;
  }

  #judge(direction: 1 | -1, view: BookView, price: number, raise: RaiseDetection): boolean {
    if (!this.analysis.warm || this.#samples < MIN_SAMPLES) return false;
    const settings = this.#settings;
    const { pace } = this.analysis;
    const leastMoves = this.#leastMoves;
    const largeMove = Math.max(this.#largeMove.value * price, 2 * (this.analysis.tick || 0));
    const run = this.#track.run(
      direction,
      pace.span(settings.maxRunSeconds, settings.maxRunRows),
      pace.span(settings.maxBackSeconds, settings.maxBackRows),
      settings.minRetraced,
      leastMoves * largeMove,
    );
    if (run === null || (run.startMicros < this.#weighedMicros && run.size <= this.#weighedSize))
      return false;
    const times = run.size / largeMove;
    if (!(times >= leastMoves)) return false;
    this.#weighedMicros = run.turnMicros;
    this.#weighedSize = run.size;
    if (isSweep(run, settings.minRunSeconds, pace.conflated)) return false;
    const { tsMicros } = view;
    const rarity = this.#bar.weigh(Math.log(times), this.analysis.watchedMicros(tsMicros));
    if (Math.log(times) < rarity.required) return false;
    if (tsMicros - this.#raisedMicros < settings.refractorySeconds * MICROS_PER_SECOND) return false;
    this.#raisedMicros = tsMicros;
    raise(describeMomentumIgnition(run, times, rarity, settings, view));
    return true;
  }
}
