const SLOTS = 512;

/**
 * When each quantity was last added on a side: a quoting program repeats its sizes. A hash table of fixed
 * size in which a later quantity overwrites an earlier one of the same slot, so a rare collision forgets, and
 * never invents, a habit.
 */
export class QuantityHabit {
  /** In millionths of a unit: differences of decimal volumes are not exact in a double. */
  readonly #quantity = new Float64Array(SLOTS).fill(NaN);
  readonly #lastMicros = new Float64Array(SLOTS);

  /** When the quantity was last added, -Infinity for never. */
  lastMicros(quantity: number): number {
    const millionths = Math.round(quantity * 1e6);
    return this.#lastAt(slotOf(millionths), millionths);
  }

  /** Notes an addition; returns when the same quantity was added before, -Infinity for never. */
  note(quantity: number, tsMicros: number): number {
    const millionths = Math.round(quantity * 1e6);
    const slot = slotOf(millionths);
    const before = this.#lastAt(slot, millionths);
    this.#quantity[slot] = millionths;
    this.#lastMicros[slot] = tsMicros;
    return before;
  }

  #lastAt(slot: number, millionths: number): number {
    return this.#quantity[slot] === millionths ? this.#lastMicros[slot] : -Infinity;
  }
}

/** Fibonacci hashing to nine bits. */
function slotOf(millionths: number): number {
  const low = millionths >>> 0;
  const high = Math.floor(millionths / 4294967296) >>> 0;
  return Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 23;
}
