/** Rows of a symbol before anything is called unusual for it. */
export const HABIT_WARM_UP_ROWS = 40;

/**
 * Whether something that happened `times` times in `seen` rows is still out of the ordinary for this stream:
 * fewer than one in `oneIn` rows, and one for free. What is common on a feed is that feed's habit and no finding.
 */
export function isUnusual(times: number, seen: number, oneIn: number): boolean {
  return seen >= HABIT_WARM_UP_ROWS && times < 1 + seen / oneIn;
}
