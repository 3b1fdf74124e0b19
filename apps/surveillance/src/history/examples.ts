import { type AlertCountMessage, type BarMessage } from '@genesis/contracts';

/** What the API document shows; typed, so that it cannot fall behind the contract. */
export const BAR_EXAMPLE: BarMessage = {
  timestamp: 1340285400,
  symbol: 'AAPL',
  resolution: '1m',
  snapshots: 5980,
  open: 585.74,
  high: 586.02,
  low: 585.51,
  close: 585.93,
  spread: 0.121,
  obi: 0.083,
  bid_depth: 1840.5,
  ask_depth: 1702.1,
};

export const ALERT_COUNT_EXAMPLE: AlertCountMessage = {
  timestamp: 1340285400,
  symbol: 'AAPL',
  type: 'SPOOFING',
  alerts: 2,
};
