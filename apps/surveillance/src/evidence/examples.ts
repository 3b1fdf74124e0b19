import { type EvidenceReport } from '@genesis/contracts';
import { ALERT_EXAMPLE } from '../alerts/examples.js';

/** What the API document shows; typed, so that it cannot fall behind the contract. */
export const EVIDENCE_EXAMPLE: EvidenceReport = {
  alert_id: ALERT_EXAMPLE.id,
  symbol: ALERT_EXAMPLE.symbol,
  window: ALERT_EXAMPLE.evidence,
  overrides: { SPOOFING: { minMeans: 2.5 } },
  input_hash: '7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069',
  complete: true,
  row_count: 40,
  kept_in: 'memory',
  snapshots: [
    {
      sequence: 210,
      timestamp: 1340285410.5,
      bid_prices: [585.31, 585.3, 585.28, 585.25, 585.22, 585.2, 585.17, 585.15, 585.1, 585.08],
      bid_volumes: [2400, 100, 200, 50, 100, 300, 100, 20, 100, 100],
      ask_prices: [585.36, 585.38, 585.4, 585.41, 585.44, 585.47, 585.5, 585.52, 585.55, 585.6],
      ask_volumes: [100, 100, 50, 200, 100, 100, 300, 18, 100, 100],
      best_bid: 585.31,
      best_ask: 585.36,
      spread: 0.05,
      mid_price: 585.335,
      microprice: 585.358,
      obi: 0.497,
      weighted_obi: 0.712,
      ofi: null,
      total_bid_volume: 3470,
      total_ask_volume: 1168,
      outcome: 'ACCEPTED',
      quality: [],
    },
  ],
};
