import { roundHalfEven } from './round-half-even.js';

/** Counts by name. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Largest first; equal ones in the order in which they first came. */
  mostCommon(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([, a], [, b]) => b - a));
  }
}

/** `part / whole` to four decimals; null where there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : roundHalfEven(part / whole, 4);
}

/** The middle value, or the mean of the two middle ones; null of none. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/** By linear interpolation between the sorted values (R's type 7); null of none. */
export function quantile(values: ArrayLike<number>, portion: number): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * portion;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  // The mean of two as (a + b) / 2, so that a median is the same double everywhere.
  return at % 1 === 0.5 ? (low + high) / 2 : low + (high - low) * (at % 1);
}
