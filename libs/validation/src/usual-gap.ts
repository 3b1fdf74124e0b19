import { MICROS_PER_SECOND } from '@genesis/market';
import { HABIT_WARM_UP_ROWS } from './habit.js';
import { type ValidationSettings } from './validation-settings.js';

/** An honest silence may exceed the longest one before it by this factor. */
const LONGEST_FACTOR = 3;
/** The median's step settles at 2 % a row, after larger ones at the start. */
const SMALLEST_STEP = 0.02;

/**
 * What time between two stamps is usual for a symbol. Event-driven feeds are silent for thousands of their median
 * gaps, so that a multiple of the median alone would flag much of an honest day: a gap is longer than the floor,
 * than `gapMedians` medians and than three times the longest usual silence.
 */
export class UsualGap {
  /** Microseconds above which a silence is a gap; Infinity until enough rows are known. */
  limit = Infinity;
  /** Bounded sign-step estimate of the median in microseconds: up or down by a fixed fraction, whatever the size. */
  median = 0;
  longest = 0;
  #count = 0;
  readonly #floor: number;
  readonly #medians: number;

  constructor(settings: ValidationSettings) {
    this.#floor = settings.gapFloorSeconds * MICROS_PER_SECOND;
    this.#medians = settings.gapMedians;
  }

  /** Takes in a usual gap of `micros` > 0. */
  learn(micros: number): void {
    const count = ++this.#count;
    if (count === 1) this.median = micros;
    const step = 1 + Math.max(SMALLEST_STEP, 1 / count);
    this.median = micros > this.median ? this.median * step : this.median / step;
    if (micros > this.longest) this.longest = micros;
    if (count >= HABIT_WARM_UP_ROWS) this.limit = this.#limit();
  }

  #limit(): number {
    return Math.max(this.#floor, this.#medians * this.median, LONGEST_FACTOR * this.longest);
  }
}
