import { type RegimeCentroid, type RegimeHistory, type RegimeReport } from '@genesis/contracts';

const CALM: RegimeCentroid = {
  spread: 0.011,
  depth: 61_400,
  realised_volatility: 0.000031,
  weighted_imbalance: 0.21,
  flow_to_depth: 0.0041,
  update_rate: 9.4,
  alert_pressure: 0.02,
};

export const REGIMES_EXAMPLE: RegimeReport = {
  model: 'k-means',
  training: {
    events: 50_000,
    workers: 1,
    queued: 0,
    trained: 12,
    last_training_ms: 4.2,
    in_line: 0,
    worker_failures: 0,
  },
  instruments: [
    {
      symbol: 'ACME',
      regime: 'CALM',
      basis: 'own',
      model_version: 4,
      swap: { sequence: 71_000, timestamp: 1_704_195_000.25 },
      training: false,
      centroids: {
        CALM,
        STRESSED: { ...CALM, spread: 0.016, depth: 44_000, realised_volatility: 0.000058 },
        EXECUTION_HOT: { ...CALM, update_rate: 21.8, realised_volatility: 0.00007 },
        MANIPULATION_SUSPECTED: { ...CALM, weighted_imbalance: 0.26, alert_pressure: 1.1 },
      },
      sizes: { CALM: 702, STRESSED: 181, EXECUTION_HOT: 96, MANIPULATION_SUSPECTED: 45 },
      quality: { silhouette: 0.41, agreement: 0.99, dispersion: 4.6, switches_per_minute: 0.7 },
    },
  ],
};

export const REGIME_HISTORY_EXAMPLE: RegimeHistory = {
  symbol: 'ACME',
  stays: [
    { regime: 'CALM', from: 1_704_187_800, to: 1_704_188_121.5, from_sequence: 1 },
    { regime: 'STRESSED', from: 1_704_188_121.5, to: null, from_sequence: 3_217 },
  ],
};
