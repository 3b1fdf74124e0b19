import { createCalibratedProfile } from '../src/calibrated/create-calibrated-profile.js';
import { type BookTimeline } from './book-timeline.js';
import { TimelineWatch } from './timeline-watch.js';

/** Feeds the first `untilSeconds` of a timeline to the calibrated detectors. */
export function watchCalibrated(timeline: BookTimeline, untilSeconds: number): TimelineWatch {
  return new TimelineWatch(createCalibratedProfile()).feed(timeline.rows(untilSeconds));
}
