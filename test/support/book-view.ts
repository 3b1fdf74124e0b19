import { createFeatureEngine, FEATURE_COUNT } from '@genesis/analytics';
import { type ProfileName } from '@genesis/contracts';
import { type BookView, type Detection, type RaiseDetection } from '@genesis/detection';
import { ROW_STRIDE, TradeColumns, TS } from '@genesis/market';

/** What one row brought about. */
export interface Observation {
  /** What `observe` returned: a detector's signal, a profile's mask. */
  readonly signal: boolean | number;
  readonly detections: readonly Detection[];
}

/**
 * Shows rows to a detector (or to the detectors of a profile) one after the other, with the features of the profile: a timeline
 * of rows in, observations out.
 */
export class ViewDriver {
  readonly view: BookView;
  readonly #engine;
  #sequence = 0;

  constructor(
    profile: ProfileName,
    readonly watcher: { observe(view: BookView, raise: RaiseDetection): boolean | number },
  ) {
    this.#engine = createFeatureEngine(profile);
    this.view = {
      symbol: 'TEST',
      rows: new Float64Array(0),
      offset: 0,
      previous: new Float64Array(ROW_STRIDE),
      hasPrevious: false,
      previousSequence: 0,
      tsMicros: 0,
      sequence: 0,
      features: new Float64Array(FEATURE_COUNT),
      featureOffset: 0,
      trades: new TradeColumns(),
      tradeFrom: 0,
      tradeTo: 0,
      hasTrades: false,
    };
  }

  show(row: Float64Array): Observation {
    const { view } = this;
    this.#engine.update(row, 0, view.trades, 0, 0, view.features, 0);
    view.rows = row;
    view.tsMicros = row[TS];
    view.sequence = ++this.#sequence;
    const detections: Detection[] = [];
    const signal = this.watcher.observe(view, (detection) => detections.push(detection));
    view.previous.set(row);
    view.hasPrevious = true;
    view.previousSequence = view.sequence;
    return { signal, detections };
  }

  /** A gap in time, as the pipeline handles it. */
  forget(): void {
    this.view.hasPrevious = false;
    this.#engine.reset();
  }
}
