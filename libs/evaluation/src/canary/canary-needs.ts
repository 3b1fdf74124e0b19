import { MICROS_PER_SECOND } from '@genesis/market';

/** Untouched rows and seconds before a canary: detectors warm up over 300 rows and 20 s, the feed's cadence takes a minute. */
export const RUN_IN_ROWS = 400;
export const RUN_IN_SECONDS = 60;
/** Room for an episode and what decides about it: the longest take 20 s, or a dozen rows of a slow feed. */
const ROOM_ROWS = 60;
const ROOM_SECONDS = 45;

/** How much of the live book canaries need. */
export const CANARY_NEEDS = {
  rows: RUN_IN_ROWS + ROOM_ROWS,
  seconds: RUN_IN_SECONDS + ROOM_SECONDS,
} as const;

/** Null where so many rows over so much event time are enough for canaries; otherwise what is missing, in words. */
export function missingForCanaries(rows: number, spanMicros: number): string | null {
  const seconds = spanMicros / MICROS_PER_SECOND;
  if (rows >= CANARY_NEEDS.rows && seconds >= CANARY_NEEDS.seconds) return null;
  return `${rows} rows over ${Math.floor(seconds)} s are recorded, ${CANARY_NEEDS.rows} over ${CANARY_NEEDS.seconds} s are needed`;
}
