import { MICROS_PER_MILLISECOND } from '@genesis/market';
import { signalsInMask, type SignalType } from '@genesis/contracts';
import { type DetectionProfile, type InstrumentDetectors } from '../src/detection-profile.js';
import { type Detection } from '../src/detection.js';
import { type DetectorStatus } from '../src/detector.js';
import { type TimelineRow } from './book-timeline.js';
import { microsAt, RowView, secondsAt } from './row-view.js';

const WATERMARK_MICROS = 250 * MICROS_PER_MILLISECOND;

/** Feeds rows to the detectors of a profile as the pipeline does, and keeps what they raise. */
export class TimelineWatch {
  readonly detections: Detection[] = [];
  /** Per row: the types whose signal was on. */
  readonly signals: SignalType[][] = [];
  readonly detectors: InstrumentDetectors;
  readonly #view: RowView;
  #watermark = -Infinity;

  constructor(profile: DetectionProfile) {
    this.#view = new RowView(profile.name);
    this.detectors = profile.create(this.#view.symbol);
  }

  /** How far event time has come, on the grid of the watermark. */
  get reachedMicros(): number {
    return this.#watermark;
  }

  feed(rows: readonly TimelineRow[]): this {
    for (const { values, trades } of rows) {
      this.#view.show(values, trades);
      const reached = Math.floor(this.#view.tsMicros / WATERMARK_MICROS) * WATERMARK_MICROS;
      if (reached > this.#watermark) this.detectors.advance((this.#watermark = reached), this.#raise);
      this.signals.push(signalsInMask(this.detectors.observe(this.#view, this.#raise)));
    }
    return this;
  }

  /** Event time passes to `seconds` without a row; Infinity for the end of the data. */
  pass(seconds: number): this {
    this.detectors.advance(seconds === Infinity ? Infinity : microsAt(seconds), this.#raise);
    return this;
  }

  /** What was raised, e.g. `SPOOFING ask 31.2 (32.25)`: type, side, event time, and in brackets when it was raised. */
  get summary(): string[] {
    return this.detections.map(({ type, side, eventTimeMicros, tsMicros }) => {
      return `${type} ${side} ${secondsAt(eventTimeMicros)} (${secondsAt(tsMicros)})`;
    });
  }

  of(type: SignalType): Detection[] {
    return this.detections.filter((detection) => detection.type === type);
  }

  status(type: SignalType): DetectorStatus | undefined {
    return this.detectors.statuses().find((entry) => entry.type === type)?.status;
  }

  readonly #raise = (detection: Detection): void => {
    this.detections.push(detection);
  };
}
