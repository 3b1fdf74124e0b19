import { MICROS_PER_SECOND } from '@genesis/market';
import { type Run } from './quote-track.js';

/**
 * One order that sweeps the book moves both quotes at once, and the book is filled up again behind it: impact and
 * resilience (Degryse, de Jong, van Ravenswaaij, Wuyts, Review of Finance 9, 2005), seen often where many makers quote.
 * To ignite momentum takes a series of orders, and time: more than `minRunSeconds`.
 */
export function isSweep(run: Run, minRunSeconds: number, conflated: boolean): boolean {
  // Where every event is shown, the quotes stood still until the row in which they left; in rows that stand for a time, who knows.
  const since = conflated ? run.startMicros : run.leftMicros;
  return run.reachedMicros - since <= minRunSeconds * MICROS_PER_SECOND;
}
