import { type AlertMessage } from '@genesis/contracts';
import { microsFromSeconds, rowBytes, RowsHash } from '@genesis/market';
import { type CollectedEvidence } from './collected-evidence.js';
import { type InputRows } from './input-rows.js';

/** Rows kept for one alert at the most (3.3 MB): of a longer window the newest. */
export const MOST_EVIDENCE_ROWS = 10_000;

/** Copies an alert's window out of the rows in memory and names its content. */
export function collectEvidence(alert: AlertMessage, input: InputRows): CollectedEvidence {
  const { from, to, from_sequence: fromSequence, to_sequence: toSequence } = alert.evidence;
  const window = input.window(alert.symbol, fromSequence, toSequence, MOST_EVIDENCE_ROWS);
  const rows = rowBytes(window.rows, 0, window.count);
  return {
    alertId: alert.id,
    symbol: alert.symbol,
    fromMicros: microsFromSeconds(from),
    toMicros: microsFromSeconds(to),
    fromSequence,
    toSequence,
    rowCount: window.count,
    complete: window.complete,
    inputHash: new RowsHash().add(rows).digest(),
    rows,
  };
}
