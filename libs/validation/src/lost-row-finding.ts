import { type AnomalyMessage } from '@genesis/contracts';
import { secondsFromMicros, type LostRow } from '@genesis/market';
import { anomalyLevel, ANOMALY_SEVERITIES } from './anomaly-severities.js';
import { findingId } from './finding-id.js';

/** The finding of a line that gave no row. */
export function lostRowFinding(lost: LostRow): AnomalyMessage {
  return {
    id: findingId(lost.symbol, lost.position, null, lost.code, lost.column),
    timestamp: lost.tsMicros === null ? null : secondsFromMicros(lost.tsMicros),
    symbol: lost.symbol,
    line: lost.position > 0 ? lost.position : null,
    sequence: null,
    level: anomalyLevel(lost.code),
    code: lost.code,
    severity: ANOMALY_SEVERITIES[lost.code],
    action: 'REJECTED',
    field: lost.column,
    before: lost.text,
    after: null,
    issue: lost.issue,
  };
}
