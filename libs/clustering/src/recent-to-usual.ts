import { ExponentialMoments } from '@genesis/analytics';

/**
 * A quantity's recent mean against its usual mean, both exponential in event time: 2 says twice as much as is usual. Means on both
 * sides, so that one odd row does not decide.
 */
export class RecentToUsual {
  readonly #recent = new ExponentialMoments();
  readonly #usual = new ExponentialMoments();

  constructor(
    readonly recentTauSeconds: number,
    readonly usualTauSeconds: number,
  ) {}

  /** Takes a value that stood for `seconds`; NaN (undefined at that row) says nothing. */
  learn(value: number, seconds: number): void {
    if (Number.isNaN(value)) return;
    this.#recent.add(value, 1 - Math.exp(-seconds / this.recentTauSeconds));
    this.#usual.add(value, 1 - Math.exp(-seconds / this.usualTauSeconds));
  }

  /** 0 while nothing is known, or nothing but zeros. */
  get ratio(): number {
    const ratio = this.#recent.mean / this.#usual.mean;
    return Number.isNaN(ratio) ? 0 : ratio;
  }

  /** Forgets what is recent; what is usual stays. */
  resetRecent(): void {
    this.#recent.reset();
  }
}
