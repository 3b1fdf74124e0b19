import { type RowCheck } from '../row-under-check.js';
import { checkDefectiveCells } from './defective-cells.check.js';
import { checkFiniteness } from './finiteness.check.js';
import { closeLevelGaps } from './level-gaps.check.js';
import { checkLevelOrder } from './level-order.check.js';
import { checkMidJump } from './mid-jump.check.js';
import { clearPlaceholderPrices } from './placeholder-prices.check.js';
import { checkPriceOutliers } from './price-outlier.check.js';
import { checkSides } from './sides.check.js';
import { checkSigns } from './signs.check.js';
import { checkSpread } from './spread.check.js';
import { checkTickGrid } from './tick-grid.check.js';

/** What a row's book goes through, until a check keeps it out of detection. Levels of DETECTORS.md in brackets. */
export const BOOK_CHECKS: readonly RowCheck[] = [
  checkDefectiveCells, // 1, 2
  checkFiniteness, // 2
  clearPlaceholderPrices, // 3
  checkSigns, // 3
  checkTickGrid, // 3
  checkPriceOutliers, // 3
  closeLevelGaps, // 1, when all that is dropped is dropped
  checkLevelOrder, // 4
  checkSides, // 1, 5
  checkSpread, // 5
  checkMidJump, // 3, needs the best quotes of a sound book
];
