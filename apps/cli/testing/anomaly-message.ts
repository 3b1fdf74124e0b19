import { type AnomalyMessage } from '@genesis/contracts';

/** A whole anomaly for tests; name what matters to the test. */
export function anomalyMessage(parts: Partial<AnomalyMessage> = {}): AnomalyMessage {
  return {
    id: 'AAPL-17-NAN-bid_volume_1',
    timestamp: 1_340_271_001.5,
    symbol: 'AAPL',
    line: 17,
    sequence: 16,
    level: 2,
    code: 'NAN',
    severity: 'LOW',
    action: 'REPAIRED',
    field: 'bid_volume_1',
    before: 'nan',
    after: '0',
    issue: 'bid_volume_1 is "nan", expected a number',
    ...parts,
  };
}
