import { type ProfileName } from '@genesis/contracts';
import { type BookView, type Detection, type RaiseDetection } from '@genesis/detection';
import { RowView } from '../../libs/detection/testing/row-view.js';

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
  readonly #view: RowView;

  constructor(
    profile: ProfileName,
    readonly watcher: { observe(view: BookView, raise: RaiseDetection): boolean | number },
  ) {
    this.#view = new RowView(profile);
  }

  show(row: Float64Array): Observation {
    const detections: Detection[] = [];
    const signal = this.watcher.observe(this.#view.show(row), (detection) => detections.push(detection));
    return { signal, detections };
  }

  /** A gap in time, as the pipeline handles it. */
  forget(): void {
    this.#view.forget();
  }
}
