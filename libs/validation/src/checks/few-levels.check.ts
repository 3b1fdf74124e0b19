import { LEVELS } from '@genesis/market';
import { isUnusual } from '../habit.js';
import { QUALITY_DEGRADED } from '../quality-bits.js';
import { type RowUnderCheck } from '../row-under-check.js';
import { FEW_LEVELS, type SymbolState } from '../symbol-state.js';

/** Rows before anything can be called few, and the share of rows below which it is. */
const WARM_UP_ROWS = 100;
const FEW_SHARE = 0.01;
/** Turns into the state are reported while they are rarer than one in so many rows. */
const REPORTED_ONE_IN = 1000;

/**
 * Level 1: a book that shows fewer levels than 99 % of its symbol's rows is degraded. Thin books and feeds of
 * five levels are so by habit, and a feed that stays short becomes one of them.
 */
export function checkFewLevels(row: RowUnderCheck, levels: number): void {
  const { state } = row;
  const few = levels < LEVELS && isFew(state, levels);
  state.levelCounts[levels]++;
  if (few) row.quality |= QUALITY_DEGRADED;
  if (!state.turnsOn(FEW_LEVELS, few)) return;
  if (isUnusual(state.fewLevelTurns++, state.seen, REPORTED_ONE_IN)) reportFew(row, levels);
}

function isFew(state: SymbolState, levels: number): boolean {
  const { levelCounts } = state;
  let total = 0;
  let asFew = 0;
  for (let count = 0; count <= LEVELS; count++) {
    total += levelCounts[count];
    if (count <= levels) asFew += levelCounts[count];
  }
  return total >= WARM_UP_ROWS && asFew < FEW_SHARE * total;
}

function reportFew(row: RowUnderCheck, levels: number): void {
  row.report({
    code: 'FEWER_LEVELS',
    action: 'DEGRADED',
    issue: `the book shows ${levels} levels a side; more are usual in at least 99 % of the rows`,
  });
}
