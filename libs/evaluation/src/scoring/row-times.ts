/** Stamps are compared to a millisecond. */
export const TOLERANCE_SECONDS = 0.001;
/** A hole between two rows counts for at most this long. */
const LONGEST_GAP_SECONDS = 300;

/** The time of the second row after `time` (the last one where there are fewer); `time` itself without rows. */
export function secondRowAfter(rowTimes: ArrayLike<number>, time: number): number {
  if (rowTimes.length === 0) return time;
  const next = firstAfter(rowTimes, time + TOLERANCE_SECONDS / 1000);
  return rowTimes[Math.min(next + 1, rowTimes.length - 1)];
}

/** Hours that the rows cover, without long holes. */
export function activeHours(rowTimes: ArrayLike<number>): number {
  let seconds = 0;
  for (let row = 1; row < rowTimes.length; row++) {
    const elapsed = rowTimes[row] - rowTimes[row - 1];
    if (elapsed > 0) seconds += Math.min(elapsed, LONGEST_GAP_SECONDS);
  }
  return seconds / 3600;
}

/** Index of the first time beyond `time`. */
function firstAfter(rowTimes: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = rowTimes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rowTimes[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
