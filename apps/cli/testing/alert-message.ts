import { type AlertMessage } from '@genesis/contracts';

/** A whole alert for tests; name what matters to the test. */
export function alertMessage(parts: Partial<AlertMessage> = {}): AlertMessage {
  return {
    id: 'AAPL-SPOOFING-1',
    timestamp: 1_340_271_001.5,
    event_time: 1_340_271_001.25,
    symbol: 'AAPL',
    sequence: 30,
    type: 'SPOOFING',
    side: 'bid',
    severity: 'HIGH',
    base_severity: 'HIGH',
    score: 81.25,
    message: 'spoofing-like: 4,000 at 585.20 gone within 0.4 s',
    counterfactual: 'would not have fired if z < 3.5',
    price: 585.2,
    factors: [{ name: 'size', value: 5.2, baseline: 120, threshold: 3.5, weight: 0.5, unit: 'MAD' }],
    evidence: {
      from: 1_340_270_999,
      to: 1_340_271_001.5,
      from_sequence: 12,
      to_sequence: 30,
      profile: 'calibrated',
      configuration: '0123456789abcdef',
      engine: '0.1.0',
      state_from: 1_340_270_990.5,
      state_from_sequence: 1,
    },
    fingerprint: '00000000000000000000000000000000',
    suppressed: { deduplicated: 2, cool_down: 1 },
    escalated: false,
    ...parts,
  };
}
