import { type AnomalyMessage, type InstrumentReport, type SnapshotMessage } from '@genesis/contracts';

const levels = (first: number, step: number): number[] =>
  Array.from({ length: 10 }, (_, level) => Number((first + level * step).toFixed(2)));

/** What the API document shows; typed, so that it cannot fall behind the contract. */
export const SNAPSHOT_EXAMPLE: SnapshotMessage = {
  symbol: 'AAPL',
  sequence: 42,
  timestamp: 1703419200.123,
  bid_prices: levels(100.5, -0.1),
  bid_volumes: levels(150, 0),
  ask_prices: levels(100.6, 0.1),
  ask_volumes: levels(120, 0),
  best_bid: 100.5,
  best_ask: 100.6,
  spread: 0.1,
  mid_price: 100.55,
  microprice: 100.556,
  obi: 0.111,
  weighted_obi: 0.111,
  ofi: 120,
  total_bid_volume: 1500,
  total_ask_volume: 1200,
  market_regime: 'CALM',
  signals: ['SPOOFING'],
  quality: ['REPAIRED'],
};

export const INSTRUMENT_EXAMPLE: InstrumentReport = {
  symbol: 'AAPL',
  sequence: 42,
  timestamp: 1703419200.123,
  best_bid: 100.5,
  best_ask: 100.6,
  mid_price: 100.55,
  market_regime: 'CALM',
  regime_since: 1703419100.5,
  signals: ['SPOOFING'],
  quality: [],
};

export const ANOMALY_EXAMPLE: AnomalyMessage = {
  id: 'AAPL:118:NEGATIVE_VOLUME:bid_volume_3',
  timestamp: 1340285402.5,
  symbol: 'AAPL',
  line: 118,
  sequence: 117,
  level: 3,
  code: 'NEGATIVE_VOLUME',
  severity: 'MEDIUM',
  action: 'REPAIRED',
  field: 'bid_volume_3',
  before: '-100',
  after: '0',
  issue: 'bid_volume_3 is -100; a volume is 0 or more',
};
