import { type ProfileName } from '@genesis/contracts';

/** The predecessor's share of each new snapshot in its averages. */
const SEED_ALPHA = 0.05;
/** τ of the long window: what is usual (the spread's mean and deviation), `calibrated` profile. */
const LONG_TAU_SECONDS = 60;

/**
 * What is left of the exponential windows after a row's wait, a number in [0, 1]. `calibrated`: e^(−Δt/τ), τ = 10 s (short) and
 * 60 s (long); equal stamps leave both whole. `seed`: 1 − α for every snapshot, however long it took.
 */
export class WindowDecay {
  #short = 1 - SEED_ALPHA;
  #long = 1 - SEED_ALPHA;
  #seconds = NaN;

  constructor(readonly profile: ProfileName) {}

  get short(): number {
    return this.#short;
  }

  get long(): number {
    return this.#long;
  }

  elapse(seconds: number): void {
    if (this.profile === 'seed' || seconds === this.#seconds) return;
    this.#seconds = seconds;
    this.#long = Math.exp(-seconds / LONG_TAU_SECONDS);
    const square = this.#long * this.#long;
    // e^(−Δt/10) is the sixth power of e^(−Δt/60): one exponential a row is dear enough.
    this.#short = square * square * square;
  }
}
