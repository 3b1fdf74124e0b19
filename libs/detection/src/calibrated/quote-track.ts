const SLOTS = 128;
const MASK = SLOTS - 1;
/** Rounding must not pass a run over that is just large enough. */
const ALMOST = 1 - 1e-9;

/** A run of both best quotes one way and how much of it has come back. */
export interface Run {
  /** +1 up, -1 down. */
  readonly direction: 1 | -1;
  /** The smaller of the two quotes' moves, price units. */
  readonly size: number;
  /** Share of `size` that the quote which came back less has given back. */
  readonly retraced: number;
  readonly startMicros: number;
  readonly startSequence: number;
  /** When the quotes had first left from there, */
  readonly leftMicros: number;
  /** when they first stood where they turned, */
  readonly reachedMicros: number;
  /** and when they last did. */
  readonly turnMicros: number;
}

/** The best quotes of the recent past at a coarse grain of event time. */
export class QuoteTrack {
  readonly #bids = new Float64Array(SLOTS);
  readonly #asks = new Float64Array(SLOTS);
  readonly #sums = new Float64Array(SLOTS);
  readonly #times = new Float64Array(SLOTS).fill(NaN);
  readonly #sequences = new Float64Array(SLOTS);
  #newest = -1;
  noted = 0;
  /** When the newest note was taken; -Infinity for none. */
  notedMicros = -Infinity;

  constructor(readonly grainMicros: number) {}

  /** False if the last note is younger than the grain. */
  note(bid: number, ask: number, tsMicros: number, sequence: number): boolean {
    if (tsMicros - this.notedMicros < this.grainMicros) return false;
    this.notedMicros = tsMicros;
    this.#newest = (this.#newest + 1) & MASK;
    this.#bids[this.#newest] = bid;
    this.#asks[this.#newest] = ask;
    this.#sums[this.#newest] = bid + ask;
    this.#times[this.#newest] = tsMicros;
    this.#sequences[this.#newest] = sequence;
    this.noted++;
    return true;
  }

  /** Relative move of the mid over the last `notes` notes; NaN if not known. */
  move(notes: number): number {
    const then = (this.#newest - notes) & MASK;
    return this.#sums[this.#newest] / this.#sums[then] - 1;
  }

  /**
   * The run that ended at most `maxBackMicros` ago, took at most `maxRunMicros` and has given back at least
   * `minRetraced` of itself; null if there is none. One smaller than `minSize` may be passed over.
   */
  run(
    direction: 1 | -1,
    maxRunMicros: number,
    maxBackMicros: number,
    minRetraced = -Infinity,
    minSize = 0,
  ): Run | null {
    const turn = this.#furthest(this.#newest, direction, maxBackMicros);
    const back = this.#move(turn, this.#newest, direction === 1 ? -1 : 1);
    // Nearly always: too little came back of a run of any size that counts, so its start is not looked for.
    if (back < ALMOST * minRetraced * minSize) return null;
    const start = this.#furthest(turn, direction === 1 ? -1 : 1, maxRunMicros);
    const size = this.#move(start, turn, direction);
    if (!(size > 0)) return null;
    const retraced = back / size;
    if (retraced < minRetraced) return null;
    return {
      direction,
      size,
      retraced,
      startMicros: this.#times[start],
      startSequence: this.#sequences[start],
      leftMicros: this.#times[start === turn ? start : (start + 1) & MASK],
      reachedMicros: this.#times[this.#reached(start, turn)],
      turnMicros: this.#times[turn],
    };
  }

  clear(): void {
    this.#times.fill(NaN);
    this.#newest = -1;
    this.noted = 0;
    this.notedMicros = -Infinity;
  }

  /** The slot at or before `from`, at most `maxMicros` back, in which the quotes stood furthest that way. */
  #furthest(from: number, direction: 1 | -1, maxMicros: number): number {
    const sums = this.#sums;
    const times = this.#times;
    const newest = this.#newest;
    const fromMicros = times[from];
    let best = from;
    let bestSum = sums[from];
    for (let back = 1; back < SLOTS; back++) {
      const slot = (from - back) & MASK;
      if (slot === newest || !(fromMicros - times[slot] <= maxMicros)) break;
      // Sum against sum: equal quotes must differ by exactly 0, or rounding would pick an older slot.
      const sum = sums[slot];
      if (direction * (sum - bestSum) > 0) {
        best = slot;
        bestSum = sum;
      }
    }
    return best;
  }

  /** The first slot after `start` in which the quotes stood where they stand at `turn`, as far as any in between. */
  #reached(start: number, turn: number): number {
    const sum = this.#bids[turn] + this.#asks[turn];
    let slot = start;
    while (slot !== turn && this.#bids[slot] + this.#asks[slot] !== sum) slot = (slot + 1) & MASK;
    return slot;
  }

  /** The smaller of the two quotes' moves that way: one quote that jumps alone moves nothing. */
  #move(from: number, to: number, direction: 1 | -1): number {
    return Math.min(
      direction * (this.#bids[to] - this.#bids[from]),
      direction * (this.#asks[to] - this.#asks[from]),
    );
  }
}
