import { type CanariesReport, type DetectorCanary } from '@genesis/contracts';

/** What the API document shows; typed, so that it cannot fall behind the contract. */
export const CANARY_EXAMPLE: DetectorCanary = {
  type: 'HEAVY_IMBALANCE',
  outcome: 'SEEN',
  reason: 'raised its alert 2.9 s after the start of the episode',
  episodes: 1,
  delay_seconds: 2.9,
  blind: false,
  misses: 0,
  symbol: 'AAPL',
  run_at: 1703419320.5,
  seen_at: 1703419320.5,
};

export const CANARIES_EXAMPLE: CanariesReport = {
  interval_seconds: 120,
  misses_until_blind: 3,
  recording: { symbol: 'MSFT', rows: 212, seconds: 20.4, needed_rows: 460, needed_seconds: 105 },
  last_run: {
    at: 1703419320.5,
    symbol: 'AAPL',
    rows: 2400,
    configuration: '0f3c5a7be1d94c26',
    duration_ms: 840.2,
    failure: null,
  },
  detectors: [CANARY_EXAMPLE],
};
