import { MICROS_PER_SECOND } from '@genesis/market';

/** Candidates kept; where more fall into the window, the rate is that of the last ones. */
const CAPACITY = 256;
const MICROS_PER_HOUR = 3600 * MICROS_PER_SECOND;
/** Half an hour: the pace of a session changes within it, and a rare event is seen a few times. */
const WINDOW_MICROS = MICROS_PER_HOUR / 2;
const NOTHING = new Float64Array(0);

/**
 * How often an instrument shows what might be an episode of a kind, honest or not. Its clock is the time for which the
 * instrument has been watched: a closed market or a feed that is down shows no candidates, and says nothing of how rare they are.
 */
export class CandidateRate {
  /** Made with the first candidate, as most instruments never see any. */
  #times = NOTHING;
  #noted = 0;

  note(watchedMicros: number): void {
    if (this.#times.length === 0) this.#times = new Float64Array(CAPACITY);
    this.#times[this.#noted++ % CAPACITY] = watchedMicros;
  }

  /**
   * Candidates an hour. It begins as if one had been seen at the rate `expectedPerHour` (the mean of a gamma prior of one
   * event): little data says little.
   */
  perHour(watchedMicros: number, expectedPerHour: number): number {
    const span = this.#span(watchedMicros);
    const hours = span / MICROS_PER_HOUR + 1 / expectedPerHour;
    return (this.#countSince(watchedMicros - span) + 1) / hours;
  }

  #span(watchedMicros: number): number {
    const span = Math.min(WINDOW_MICROS, watchedMicros);
    if (this.#noted < CAPACITY) return span;
    return Math.min(span, watchedMicros - this.#times[this.#noted % CAPACITY]);
  }

  #countSince(sinceMicros: number): number {
    let count = 0;
    for (let i = Math.min(this.#noted, CAPACITY) - 1; i >= 0; i--) {
      if (this.#times[i] >= sinceMicros) count++;
    }
    return count;
  }
}
