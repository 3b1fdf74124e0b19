import { MICROS_PER_SECOND } from '@genesis/market';

const STEP = 0.05;
/** The quick gap is the one that a tenth of the rows undercut. */
const QUICK_SHARE = 0.1;
/** Rows further apart than this show states of the book, not events. */
const SLOW_MICROS = 0.9 * MICROS_PER_SECOND;
/** So do rows this far apart whose quick gaps are not much shorter: events come in clusters, snapshots do not. */
const STEADY_MICROS = 0.09 * MICROS_PER_SECOND;
const STEADY_SHARE = 0.4;

/** How fast a feed shows the book: the median time between its rows, by bounded multiplicative sign steps. */
export class FeedPace {
  /** 0 before the second row. */
  gapMicros = 0;
  #lastGapMicros = 0;
  #quickMicros = 0;
  #lastMicros = NaN;

  note(tsMicros: number): void {
    const gap = tsMicros - this.#lastMicros;
    this.#lastMicros = tsMicros;
    this.#lastGapMicros = gap;
    if (this.gapMicros > 0) this.#stepQuick(gap);
    if (!(gap > 0)) return;
    if (this.gapMicros === 0) this.gapMicros = this.#quickMicros = gap;
    else if (gap > this.gapMicros) this.gapMicros *= 1 + STEP;
    else if (gap < this.gapMicros) this.gapMicros /= 1 + STEP;
  }

  /** A row stands for all that happened since the last one: most of a book may change in it. */
  get conflated(): boolean {
    const { gapMicros } = this;
    return (
      gapMicros >= SLOW_MICROS ||
      (gapMicros >= STEADY_MICROS && this.#quickMicros >= STEADY_SHARE * gapMicros)
    );
  }

  /**
   * `seconds`, or the time of a row where that is longer: in microseconds. On a conflated feed that is the time since
   * the row before, early or late, for what happened in between may have happened just now.
   */
  justNow(seconds: number): number {
    return Math.max(seconds * MICROS_PER_SECOND, this.conflated ? this.#lastGapMicros : this.gapMicros);
  }

  /** Equal stamps count here; steps are multiplicative, so from 0 the quick gap could never rise again. */
  #stepQuick(gap: number): void {
    if (gap > this.#quickMicros) this.#quickMicros *= 1 + STEP * QUICK_SHARE;
    else this.#quickMicros = Math.max(1, this.#quickMicros / (1 + STEP * (1 - QUICK_SHARE)));
  }

  /** `seconds`, or the time of `rows` rows where the feed is too slow to show it: in microseconds. */
  span(seconds: number, rows: number): number {
    return Math.max(seconds * MICROS_PER_SECOND, rows * this.gapMicros);
  }
}
