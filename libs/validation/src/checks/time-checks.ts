import { type RowCheck } from '../row-under-check.js';
import { checkClock } from './clock.check.js';
import { checkRepeatedStamp } from './repeated-stamp.check.js';
import { checkTimeGap } from './time-gap.check.js';
import { checkWallClock } from './wall-clock.check.js';

/** Level 6: every row goes through these, also one whose book is kept out, so that the symbol's clock is known. */
export const TIME_CHECKS: readonly RowCheck[] = [
  checkClock,
  checkRepeatedStamp,
  checkTimeGap,
  checkWallClock,
];
