import { type AlertMessage, type AnomalyMessage, type SnapshotMessage } from '@genesis/contracts';

const LEVELS = Array.from({ length: 10 }, (_, level) => level);

export function exampleSnapshot(symbol: string, sequence: number): SnapshotMessage {
  return {
    symbol,
    sequence,
    timestamp: 1_703_419_200 + sequence / 1000,
    bid_prices: LEVELS.map((level) => 100.5 - level / 100),
    bid_volumes: LEVELS.map((level) => 100 + level),
    ask_prices: LEVELS.map((level) => 100.6 + level / 100),
    ask_volumes: LEVELS.map((level) => 90 + level),
    best_bid: 100.5,
    best_ask: 100.6,
    spread: 0.1,
    mid_price: 100.55,
    microprice: 100.548,
    obi: 0.05,
    weighted_obi: 0.04,
    ofi: 12,
    total_bid_volume: 1045,
    total_ask_volume: 945,
    market_regime: 'CALM',
    signals: [],
    quality: [],
  };
}

export function exampleAlert(symbol: string, id: string): AlertMessage {
  return {
    id,
    timestamp: 1_703_419_200,
    event_time: 1_703_419_200,
    symbol,
    sequence: 1,
    type: 'SPOOFING',
    side: 'bid',
    severity: 'CRITICAL',
    base_severity: 'CRITICAL',
    score: 80,
    message: 'spoofing-like pattern on the bid',
    counterfactual: null,
    price: 100.5,
    factors: [],
    evidence: {
      from: 1_703_419_199,
      to: 1_703_419_200,
      from_sequence: 1,
      to_sequence: 1,
      profile: 'calibrated',
      configuration: '0123456789abcdef',
      engine: '0.1.0',
      state_from: 1_703_419_199,
      state_from_sequence: 1,
    },
    fingerprint: 'd41d8cd98f00b204e9800998ecf8427e',
    suppressed: { deduplicated: 0, cool_down: 0 },
    escalated: false,
  };
}

export function exampleAnomaly(symbol: string, id: string): AnomalyMessage {
  return {
    id,
    timestamp: 1_703_419_200,
    symbol,
    line: null,
    sequence: 1,
    level: 5,
    code: 'CROSSED_BOOK',
    severity: 'HIGH',
    action: 'QUARANTINED',
    field: null,
    before: null,
    after: null,
    issue: 'bid 100.6 is above ask 100.5',
  };
}
