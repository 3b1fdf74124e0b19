const SLOTS = 4096;

/**
 * When each quantity was last added on a side: a quoting program repeats its sizes. A hash table of fixed
 * size in which a later quantity overwrites an earlier one of the same slot, so a rare collision forgets, and
 * never invents, a habit.
 */
export class QuantityHabit {
  readonly #quantity = new Float64Array(SLOTS);
  readonly #lastMicros = new Float64Array(SLOTS);

  /** Notes an addition; returns when the same quantity was added before, -Infinity for never. */
  note(quantity: number, tsMicros: number): number {
    const slot = slotOf(quantity);
    const known = this.#quantity[slot] === quantity;
    const before = known ? this.#lastMicros[slot] : -Infinity;
    this.#quantity[slot] = quantity;
    this.#lastMicros[slot] = tsMicros;
    return before;
  }
}

/** Fibonacci hashing of the quantity at a millionth of a unit. */
function slotOf(quantity: number): number {
  const scaled = Math.round(quantity * 1e6);
  const low = scaled >>> 0;
  const high = Math.floor(scaled / 4294967296) >>> 0;
  return (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 20) % SLOTS;
}
