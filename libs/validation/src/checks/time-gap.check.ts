import { secondsFromMicros } from '@genesis/market';
import { isUnusual } from '../habit.js';
import { type RowUnderCheck } from '../row-under-check.js';

/** Long silences are gaps while they are rarer than one in so many rows; beyond that they are usual here. */
const REPORTED_ONE_IN = 1000;

/** Level 6: a silence longer than is usual for the symbol; the windows before it are void. */
export function checkTimeGap(row: RowUnderCheck): void {
  const { state } = row;
  const silence = row.tsMicros - state.lastTs;
  if (!(silence > 0)) return;
  const long = silence > state.gap.limit;
  if (long && isUnusual(state.longSilences++, state.seen, REPORTED_ONE_IN)) reportGap(row, silence);
  else state.gap.learn(silence);
}

function reportGap(row: RowUnderCheck, silence: number): void {
  const { state } = row;
  state.resetPending = true;
  state.gapPending = true;
  const limit = secondsFromMicros(Math.round(state.gap.limit));
  row.report({
    code: 'TIME_GAP',
    action: 'FLAGGED',
    field: 'ts',
    issue: `nothing came for ${secondsFromMicros(silence)} s; up to ${limit} s is usual, windows begin anew`,
  });
}
