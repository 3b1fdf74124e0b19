import { inlineTrainer } from './inline-trainer.js';
import { InstrumentRegime, type OnRegimeModel } from './instrument-regime.js';
import { type RegimeClassifier, type RegimeModel } from './regime-classifier.js';
import { type RegimeParameters } from './regime-parameters.js';
import { RegimePool } from './regime-pool.js';
import { regimeSettings, type RegimeSettings } from './regime-settings.js';
import { type RegimeTrainer } from './regime-training.js';

export interface ClusteredRegimeOptions {
  readonly settings?: Partial<RegimeSettings>;
  /** Where trainings run; unless told otherwise in the thread that classifies. It decides nothing but who does the work. */
  readonly trainer?: RegimeTrainer;
  /** Models from before, by symbol. */
  readonly start?: ReadonlyMap<string, RegimeParameters>;
  /** Told when an instrument takes up a model that was trained. */
  readonly onModel?: OnRegimeModel;
}

/**
 * Regimes by k-means, per instrument, with what all instruments know together as the fall-back for a young one. The same
 * rows and the same models at the start give the same regimes, whatever the speed, the batch size and the trainer.
 */
export class ClusteredRegimeModel implements RegimeModel {
  readonly name = 'k-means';
  readonly #settings: RegimeSettings;
  readonly #trainer: RegimeTrainer;
  readonly #start: ReadonlyMap<string, RegimeParameters>;
  readonly #instruments = new Map<string, InstrumentRegime>();
  readonly #onModel: OnRegimeModel;
  #pool: RegimePool;

  /** @throws RangeError naming a setting that is out of bounds */
  constructor(options: ClusteredRegimeOptions = {}) {
    this.#settings = regimeSettings(options.settings ?? {});
    this.#trainer = options.trainer ?? inlineTrainer;
    this.#start = options.start ?? new Map<string, RegimeParameters>();
    this.#onModel = options.onModel ?? (() => undefined);
    this.#pool = this.#startingPool();
  }

  create(symbol: string): RegimeClassifier {
    this.#instruments.get(symbol)?.cancel();
    const instrument = new InstrumentRegime(symbol, {
      settings: this.#settings,
      trainer: this.#trainer,
      pool: this.#pool,
      onModel: this.#onModel,
    });
    this.#instruments.set(symbol, instrument);
    return instrument;
  }

  reset(): void {
    for (const instrument of this.#instruments.values()) instrument.cancel();
    this.#instruments.clear();
    this.#pool = this.#startingPool();
  }

  /** By symbol, in the order in which they appeared. */
  instruments(): ReadonlyMap<string, InstrumentRegime> {
    return this.#instruments;
  }

  /** The instruments' own models, also of those that only the start knew; by symbol. */
  models(): ReadonlyMap<string, RegimeParameters> {
    return this.#pool.models();
  }

  #startingPool(): RegimePool {
    const pool = new RegimePool();
    for (const [symbol, model] of this.#start) pool.put(symbol, model);
    return pool;
  }
}
