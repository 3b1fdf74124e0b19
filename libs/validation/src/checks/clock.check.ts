import { secondsFromMicros } from '@genesis/market';
import { type RowUnderCheck } from '../row-under-check.js';

/**
 * Level 6: a stamp must be a number and not before the one above. Sources sort small disorder and refuse larger
 * one, so a stamp that still goes back says that the source took a new anchor: everything in windows is void.
 */
export function checkClock(row: RowUnderCheck): void {
  const { tsMicros, state } = row;
  if (!Number.isFinite(tsMicros)) {
    const issue = `the time stamp is ${tsMicros}; microseconds since the epoch are expected`;
    row.report({ code: 'BAD_TS', action: 'REJECTED', field: 'ts', before: String(tsMicros), issue });
    return;
  }
  if (!(tsMicros < state.lastTs)) return;
  const back = secondsFromMicros(state.lastTs - tsMicros);
  state.resetPending = true;
  row.report({
    code: 'CLOCK_REANCHORED',
    action: 'FLAGGED',
    field: 'ts',
    before: String(secondsFromMicros(state.lastTs)),
    after: String(secondsFromMicros(tsMicros)),
    issue: `the clock went back by ${back} s; stamps may not go back, taken as a new beginning`,
  });
}
