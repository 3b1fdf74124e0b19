import { MICROS_PER_SECOND } from '@genesis/market';

const STEP = 0.05;

/** How fast a feed shows the book: the median time between its rows, by bounded multiplicative sign steps. */
export class FeedPace {
  /** 0 before the second row. */
  gapMicros = 0;
  #lastMicros = NaN;

  note(tsMicros: number): void {
    const gap = tsMicros - this.#lastMicros;
    this.#lastMicros = tsMicros;
    if (!(gap > 0)) return;
    if (this.gapMicros === 0) this.gapMicros = gap;
    else if (gap > this.gapMicros) this.gapMicros *= 1 + STEP;
    else if (gap < this.gapMicros) this.gapMicros /= 1 + STEP;
  }

  /** `seconds`, or the time of `rows` rows where the feed is too slow to show it: in microseconds. */
  span(seconds: number, rows: number): number {
    return Math.max(seconds * MICROS_PER_SECOND, rows * this.gapMicros);
  }
}
