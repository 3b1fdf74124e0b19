import { REGIMES, type SignalType } from '@genesis/contracts';
import { JumpFilter } from './jump-filter.js';
import { CALM, CALM_ADVANTAGE, MANIPULATION } from './nearest-regime.js';
import { squaredDistance } from './squared-distance.js';
import { type RegimeClassifier, type RegimeIndex } from './regime-classifier.js';
import { ALERT_PRESSURE, COORDINATES } from './regime-coordinates.js';
import { RegimeObserver } from './regime-observer.js';
import { type RegimeParameters } from './regime-parameters.js';
import { type RegimePool } from './regime-pool.js';
import { fitRegimeScaling, WINSOR_LIMIT } from './regime-scaling.js';
import { type RegimeSettings } from './regime-settings.js';
import { type PendingTraining, type RegimeTrainer } from './regime-training.js';
import { scalePoint } from './robust-scaling.js';
import { SampleWindow } from './sample-window.js';
import { TrainingSchedule } from './training-schedule.js';

/** Looks kept for training: up to 34 minutes of event time. */
const WINDOW_POINTS = 1_024;
const COARSEST = 8;
/** Looks (half a minute at the least) before an instrument is anything but CALM, and points that a training needs. */
const LEAST_LOOKS = 120;
/** One alert about manipulation is recent while it is worth this: 22 s. */
const RECENT_PRESSURE = Math.exp(-1);
/**
 * What a change of regime costs, in squared robust standard deviations × seconds: where another regime is nearer by four of
 * them, it takes over after three and a half seconds.
 */
const SWITCH_PENALTY = 7;

/** Where the centroids in use come from. */
export type RegimeBasis = 'none' | 'pooled' | 'own';

/** Told of the sequence number and the event time with which an instrument takes up a model. */
export type OnRegimeModel = (symbol: string, model: RegimeParameters, swap: ModelSwap) => void;

export interface ModelSwap {
  readonly sequence: number;
  readonly tsMicros: number;
}

/** What the instruments of a model share. */
export interface RegimeContext {
  readonly settings: RegimeSettings;
  readonly trainer: RegimeTrainer;
  readonly pool: RegimePool;
  readonly onModel: OnRegimeModel;
}

/** The regime of one instrument: looked at four times a second, learnt on the way. */
export class InstrumentRegime implements RegimeClassifier {
  basis: RegimeBasis = 'none';
  /** Null until it is known what is usual for the instrument. */
  parameters: RegimeParameters | null = null;
  /** With which the own model was taken up; null while there is none, or it came from outside. */
  swap: ModelSwap | null = null;
  /** Changes of regime, and the event time in which they were counted. */
  switches = 0;
  seconds = 0;
  readonly #observer = new RegimeObserver();
  readonly #window = new SampleWindow(WINDOW_POINTS, COORDINATES, COARSEST);
  readonly #filter = new JumpFilter(REGIMES.length, SWITCH_PENALTY, CALM);
  readonly #schedule: TrainingSchedule;
  readonly #scaled = new Float64Array(COORDINATES);
  readonly #costs = new Float64Array(REGIMES.length);
  #centroids = new Float64Array(0);
  #looks = 0;
  /** Looks at which a young instrument's scale is measured next. */
  #nextMeasure = LEAST_LOOKS;
  /** Sequence number at which the next training begins, or the pending one is taken up. */
  #dueSequence = -Infinity;
  #pending: PendingTraining | null = null;

  constructor(
    readonly symbol: string,
    private readonly context: RegimeContext,
  ) {
    this.#schedule = new TrainingSchedule(context.settings.trainEvents);
    const known = context.pool.models().get(symbol);
    if (known !== undefined) this.#use(known, 'own');
  }

  get training(): boolean {
    return this.#pending !== null;
  }

  get regime(): RegimeIndex {
    return this.#filter.state;
  }

  classify(features: Float64Array, at: number, tsMicros: number, sequence: number): RegimeIndex {
    if (sequence >= this.#dueSequence) this.#keepSchedule(tsMicros, sequence);
    if (this.#observer.due(features, at, tsMicros) && this.#observer.look(features, at, tsMicros))
      this.#judge();
    return this.#filter.state;
  }

  noteDetection(type: SignalType, tsMicros: number): void {
    this.#observer.pressure.note(type, tsMicros);
  }

  reset(): void {
    this.#observer.reset();
    this.#filter.reset();
  }

  /** Nothing more comes of what was begun. */
  cancel(): void {
    this.#pending?.cancel();
    this.#pending = null;
  }

  #judge(): void {
    const { coordinates, seconds } = this.#observer;
    this.#window.offer(coordinates);
    this.#looks++;
    if (this.basis !== 'own' && this.#looks >= this.#nextMeasure) this.#measureYoung();
    if (this.parameters === null) return;
    scalePoint(this.parameters.scaling, WINSOR_LIMIT, coordinates, 0, this.#scaled, 0);
    const costs = this.#costs;
    for (let regime = 0; regime < costs.length; regime++) {
      costs[regime] = squaredDistance(this.#scaled, 0, this.#centroids, regime * COORDINATES, COORDINATES);
    }
    costs[CALM] -= CALM_ADVANTAGE;
    if (coordinates[ALERT_PRESSURE] < RECENT_PRESSURE) costs[MANIPULATION] = Infinity;
    const before = this.#filter.state;
    if (this.#filter.step(costs, seconds) !== before) this.switches++;
    this.seconds += seconds;
  }

  /** The young instrument's own scale, with the pool's centroids. */
  #measureYoung(): void {
    this.#nextMeasure *= 2;
    this.#use(
      {
        version: 0,
        scaling: fitRegimeScaling(this.#window.copy(), this.#window.span),
        centroids: this.context.pool.centroids(),
        sizes: REGIMES.map(() => 0),
        quality: { silhouette: null, agreement: null, dispersion: NaN },
      },
      'pooled',
    );
  }

  #keepSchedule(tsMicros: number, sequence: number): void {
    if (this.#pending !== null) {
      this.#takeUp(this.#pending.take(), { sequence, tsMicros });
      this.#pending = null;
    } else if (this.#dueSequence !== -Infinity) {
      this.#dueSequence = sequence + this.#schedule.swapRows;
      // With too few points yet, it is tried again then.
      if (this.#window.size >= LEAST_LOOKS) this.#pending = this.#beginTraining();
      return;
    }
    this.#dueSequence = sequence + this.#schedule.nextInterval();
  }

  #takeUp(model: RegimeParameters, swap: ModelSwap): void {
    this.#use(model, 'own');
    this.swap = swap;
    this.context.onModel(this.symbol, model, swap);
  }

  #beginTraining(): PendingTraining {
    const previous = this.basis === 'own' ? this.parameters : null;
    return this.context.trainer.begin({
      symbol: this.symbol,
      version: (previous?.version ?? 0) + 1,
      points: this.#window.copy(),
      looks: this.#window.span,
      previous,
      prior: this.context.pool.centroids(),
      seed: this.context.settings.seed,
    });
  }

  #use(parameters: RegimeParameters, basis: RegimeBasis): void {
    this.parameters = parameters;
    this.basis = basis;
    this.#centroids = Float64Array.from(parameters.centroids);
    if (basis === 'own') this.context.pool.put(this.symbol, parameters);
  }
}
