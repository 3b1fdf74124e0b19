/** The golden ratio: however many there are, their shares of an interval lie evenly. */
const GOLDEN_SHARE = (Math.sqrt(5) - 1) / 2;

/** Where in its interval the `n`th client has its turn, in [0, 1): a thousand that ask for the same rate do not come all at once. */
export function turnOf(n: number): number {
  return (n * GOLDEN_SHARE) % 1;
}

/**
 * The first turn after `nowMs`: turns are at `(k + turn) · intervalMs` for whole k. Counted on this grid and not from when a
 * state was sent, so that a coarse tick does not add up to a slower rate, and clients stay apart from each other.
 */
export function nextTurnMs(nowMs: number, intervalMs: number, turn: number): number {
  return (Math.floor(nowMs / intervalMs - turn) + 1 + turn) * intervalMs;
}
