import {
  type AlertEventMessage,
  type AlertLifecycleMessage,
  type AlertMessage,
  type AlertRecord,
  type AlertStatistics,
} from '@genesis/contracts';

/** What the API document shows; typed, so that it cannot fall behind the contract. */
export const ALERT_EXAMPLE: AlertMessage = {
  id: '3f6c2b1a9d7e4058',
  timestamp: 1340285412.75,
  event_time: 1340285412.25,
  symbol: 'AAPL',
  sequence: 251,
  type: 'SPOOFING',
  side: 'bid',
  severity: 'HIGH',
  base_severity: 'HIGH',
  score: 82.5,
  message: 'spoofing-like: 2,400 at 585.31 withdrawn within 300 ms, untraded',
  counterfactual: 'would not have fired if z < 3.5',
  price: 585.31,
  factors: [
    { name: 'wall_z', value: 5.2, baseline: 0, threshold: 3.5, weight: 0.5, unit: 'standard deviations' },
  ],
  evidence: {
    from: 1340285410.5,
    to: 1340285412.25,
    from_sequence: 210,
    to_sequence: 249,
    profile: 'calibrated',
    configuration: '9b1c0a7de2f34856',
    engine: '0.1.0',
    state_from: 1340285400,
    state_from_sequence: 1,
  },
  fingerprint: '5d41402abc4b2a76b9719d911017c592',
  suppressed: { deduplicated: 2, cool_down: 0 },
  escalated: false,
};

export const STATISTICS_EXAMPLE: AlertStatistics = {
  total_alerts_logged: 12,
  total_alerts_deduplicated: 5,
  total_alerts_cooled_down: 1,
  total_escalations: 1,
  alert_counts_by_type: { SPOOFING: 8, DEPTH_SHOCK: 4 },
  alert_counts_by_severity: { LOW: 0, MEDIUM: 4, HIGH: 7, CRITICAL: 1 },
  active_deduplications: 2,
};

export const RECORD_EXAMPLE: AlertRecord = {
  ...ALERT_EXAMPLE,
  lifecycle: { status: 'ACKNOWLEDGED', assignee: 'lee', close_reason: null },
};

export const LIFECYCLE_EXAMPLE: AlertLifecycleMessage = {
  alert_id: ALERT_EXAMPLE.id,
  symbol: ALERT_EXAMPLE.symbol,
  action: 'acknowledge',
  actor: 'kim',
  lifecycle: RECORD_EXAMPLE.lifecycle,
  stored: 'database',
};

export const EVENT_EXAMPLE: AlertEventMessage = {
  position: 12,
  alert_id: ALERT_EXAMPLE.id,
  kind: 'ACKNOWLEDGED',
  at: '2026-11-22T09:30:00.123000Z',
  actor: 'kim',
  payload: { note: null, command: '6f9619ff-8b86-4011-b42d-00c04fc964ff' },
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};
