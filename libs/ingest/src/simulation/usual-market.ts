import { ASK_VOLUME, BID_VOLUME, LEVELS } from '@genesis/market';
import { SampleRing } from './sample-ring.js';
import { type SimulatedBook } from './simulated-book.js';
import { weightedImbalance } from './weighted-imbalance.js';

/** Seconds remembered; "local" in the labels means these. */
const LOCAL_SECONDS = 60;
const HABIT_SECONDS = 600;
/** A market that has not moved yet still has a tick to move by. */
const LEAST_SIGMA_TICKS = 0.5;

/** What an instrument does by itself, sampled once a second outside episodes: the yardstick of their size. */
export class UsualMarket {
  readonly #levelLots = new SampleRing(LOCAL_SECONDS);
  readonly #touchLots = new SampleRing(2 * HABIT_SECONDS);
  readonly #imbalance = new SampleRing(HABIT_SECONDS);
  readonly #rowsPerSecond = new SampleRing(HABIT_SECONDS);
  readonly #midMoves = new SampleRing(HABIT_SECONDS);
  #lastDoubleMid = NaN;

  /** Takes the state of a second in which `rows` snapshots were shown. */
  sample(book: SimulatedBook, row: Float64Array, rows: number): void {
    this.#levelLots.push(meanLevelVolume(row) / book.volumes.step);
    this.#touchLots.push(row[BID_VOLUME] / book.volumes.step);
    this.#touchLots.push(row[ASK_VOLUME] / book.volumes.step);
    this.#imbalance.push(Math.abs(weightedImbalance(row)));
    this.#rowsPerSecond.push(rows);
    if (!Number.isNaN(this.#lastDoubleMid)) {
      this.#midMoves.push((book.doubleMidTicks - this.#lastDoubleMid) / 2);
    }
    this.#lastDoubleMid = book.doubleMidTicks;
  }

  /** Called for a second that an episode takes part in: nothing is learnt from it, nor from the step out of it. */
  skip(): void {
    this.#lastDoubleMid = NaN;
  }

  /** Mean lots of a level over the last minute. */
  get levelLots(): number {
    return this.#levelLots.mean();
  }

  /** Lots that a best level falls below in 1 % of moments. */
  get thinTouchLots(): number {
    return this.#touchLots.quantile(0.01);
  }

  /** |weighted imbalance| exceeded in 1 % of moments. */
  get highImbalance(): number {
    return this.#imbalance.quantile(0.99);
  }

  /** Snapshots per second exceeded in 1 % of seconds. */
  get highRowsPerSecond(): number {
    return Math.max(1, this.#rowsPerSecond.quantile(0.99));
  }

  /** Typical move of the mid in a second, in ticks. */
  get sigmaTicks(): number {
    return Math.max(LEAST_SIGMA_TICKS, this.#midMoves.rootMeanSquare());
  }
}

function meanLevelVolume(row: Float64Array): number {
  let sum = 0;
  for (let level = 0; level < LEVELS; level++) sum += row[BID_VOLUME + level] + row[ASK_VOLUME + level];
  return sum / (2 * LEVELS);
}
