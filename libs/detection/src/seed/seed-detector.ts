import { type SignalType } from '@genesis/contracts';
import { type BookView } from '../book-view.js';
import { type DetectorDescription } from '../detection-profile.js';
import { type RaiseDetection } from '../detection.js';
import { type Detector, type DetectorStatus } from '../detector.js';

const ACTIVE: DetectorStatus = { state: 'ACTIVE', reason: null };

/** A rule of the predecessor: true or false of each row, from the first one on, raised every time it is true. */
export abstract class SeedDetector implements Detector {
  abstract readonly description: DetectorDescription;

  get type(): SignalType {
    return this.description.type;
  }

  abstract observe(view: BookView, raise: RaiseDetection): boolean;

  /** There is no warm-up: what is usual starts at a fixed value. */
  status(): DetectorStatus {
    return ACTIVE;
  }

  resetWindows(): void {
    // A rule that keeps something of earlier rows forgets it here; most look at the view alone.
  }
}
