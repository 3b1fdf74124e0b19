import { MICROS_PER_SECOND, secondsFromMicros } from '@genesis/market';
import { type RowUnderCheck } from '../row-under-check.js';
import { FUTURE, STALE } from '../symbol-state.js';

/** Level 6, live sources only: stamps beside the wall clock, reported when they come to be so. */
export function checkWallClock(row: RowUnderCheck): void {
  const { now, futureToleranceSeconds, staleAfterSeconds } = row.settings;
  if (now === null) return;
  const ahead = row.tsMicros - now();
  const future = ahead > futureToleranceSeconds * MICROS_PER_SECOND;
  const stale = -ahead > staleAfterSeconds * MICROS_PER_SECOND;
  if (row.state.turnsOn(FUTURE, future)) {
    const issue = `the stamp is ${secondsFromMicros(ahead)} s ahead of the clock; up to ${futureToleranceSeconds} s is allowed`;
    row.report({ code: 'FUTURE_TS', action: 'FLAGGED', field: 'ts', issue });
  }
  if (row.state.turnsOn(STALE, stale)) {
    const issue = `the stamp is ${secondsFromMicros(-ahead)} s behind the clock; up to ${staleAfterSeconds} s is allowed`;
    row.report({ code: 'STALE', action: 'FLAGGED', field: 'ts', issue });
  }
}
