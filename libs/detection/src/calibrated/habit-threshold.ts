import { MICROS_PER_SECOND } from '@genesis/market';

/** Candidates kept; more than this many in the window only lower the threshold by pushing the oldest out. */
const CAPACITY = 256;
/** Of a serial offender's first acts the second must not be hidden by the first. */
const MIN_RANK = 2;
const NOTHING = new Float64Array(0);

/**
 * How unusual a candidate must be for this instrument: at least `floor`, and clearly beyond the `rank`-th
 * strongest candidate of the last `windowMicros`; equal ones count once. An instrument that shows such events all
 * day raises its own bar; one that never does keeps the floor. The rank stands for a rate, so it grows with the time
 * since the first candidate, from 2 to its full value after a whole window. A rank above 1 keeps a serial
 * offender visible: his own earlier episodes do not hide the next one until there are `rank` of them as strong.
 * Beyond `ceiling` nothing is a habit. (Peaks over threshold with an empirical tail; compare Siffer et al., KDD 2017.)
 */
export class HabitThreshold {
  /** Of the last candidates; made with the first one, as most thresholds of most instruments never see any. */
  #values = NOTHING;
  #times = NOTHING;
  #next = 0;
  /** When the first candidate came. */
  #firstMicros = Infinity;

  constructor(
    private floor: number,
    private rank: number,
    private windowMicros: number,
    private margin: number,
    private ceiling: number,
  ) {}

  /** Judges by other settings from now on; the candidates stay. */
  retune(floor: number, { habitRank, habitSeconds, habitMargin, habitCeiling }: HabitSettings): void {
    this.floor = floor;
    this.rank = habitRank;
    this.windowMicros = habitSeconds * MICROS_PER_SECOND;
    this.margin = habitMargin;
    this.ceiling = habitCeiling;
  }

  /** What a candidate at `tsMicros` has to reach, judged by the candidates before it. */
  at(tsMicros: number): number {
    const since = tsMicros - this.windowMicros;
    let bound = Infinity;
    const rank = this.#rankAt(tsMicros);
    for (let found = 0; found < rank; found++) {
      bound = this.#largestBelow(bound, since);
      if (bound === -Infinity) return this.floor;
    }
    return Math.max(this.floor, Math.min(bound + this.margin, this.ceiling));
  }

  remember(value: number, tsMicros: number): void {
    if (this.#values.length === 0) {
      this.#values = new Float64Array(CAPACITY);
      this.#times = new Float64Array(CAPACITY).fill(-Infinity);
    }
    if (tsMicros < this.#firstMicros) this.#firstMicros = tsMicros;
    this.#values[this.#next] = value;
    this.#times[this.#next] = tsMicros;
    this.#next = (this.#next + 1) % CAPACITY;
  }

  #rankAt(tsMicros: number): number {
    const known = (tsMicros - this.#firstMicros) / this.windowMicros;
    return Math.max(Math.min(MIN_RANK, this.rank), Math.ceil(this.rank * Math.min(1, known)));
  }

  #largestBelow(bound: number, since: number): number {
    let largest = -Infinity;
    for (let i = 0; i < this.#values.length; i++) {
      const value = this.#values[i];
      if (this.#times[i] >= since && value < bound && value > largest) largest = value;
    }
    return largest;
  }
}

/** The settings that every detector with a habit has, and its threshold from them. */
export interface HabitSettings {
  readonly habitRank: number;
  readonly habitSeconds: number;
  readonly habitMargin: number;
  readonly habitCeiling: number;
}

export function habitThreshold(floor: number, settings: HabitSettings): HabitThreshold {
  const { habitRank, habitSeconds, habitMargin, habitCeiling } = settings;
  return new HabitThreshold(floor, habitRank, habitSeconds * MICROS_PER_SECOND, habitMargin, habitCeiling);
}
