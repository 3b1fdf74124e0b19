import {
  type DetectorChangeMessage,
  type DetectorPreview,
  type PreviewedAlert,
  type TunableDetectorReport,
} from '@genesis/contracts';
import { CANARY_EXAMPLE } from '../canary/examples.js';

/** What the API document shows; typed, so that it cannot fall behind the contract. */
export const DETECTOR_EXAMPLE: TunableDetectorReport = {
  type: 'HEAVY_IMBALANCE',
  profile: 'calibrated',
  description:
    'The book leans over to one side within a second, far beyond this instrument’s habit, and stays so.',
  source: 'Gould, Bonart (ssrn 1712822)',
  settings: { enterZ: 3, refractorySeconds: 10 },
  symbols: { AAPL: { state: 'ACTIVE', reason: null } },
  configuration: '5e0b1d9a4c7f2e38',
  parameters: [
    {
      name: 'enterZ',
      unit: 'robust deviations',
      default: 3,
      lowest: 0.1,
      highest: 100,
      whole: false,
      shared_with: [],
    },
  ],
  symbol_settings: { AAPL: { enterZ: 4, refractorySeconds: 10 } },
  overrides: [{ symbol: 'AAPL', name: 'enterZ', value: 4, origin: 'request' }],
  canary: CANARY_EXAMPLE,
};

export const CHANGE_EXAMPLE: DetectorChangeMessage = {
  type: 'HEAVY_IMBALANCE',
  symbol: 'AAPL',
  actor: 'kim',
  changes: [{ name: 'enterZ', before: 3, after: 4 }],
  configuration: 'c2a94f0d81b63e57',
  stored: 'spool',
  detector: DETECTOR_EXAMPLE,
};

const LOST_ALERT: PreviewedAlert = {
  stretch: 'book',
  timestamp: 1340285712.25,
  side: 'bid',
  score: 71.4,
  verdict: null,
  episode: null,
};
const NONE = { count: 0, alerts: [] };

export const PREVIEW_EXAMPLE: DetectorPreview = {
  type: 'HEAVY_IMBALANCE',
  param: 'enterZ',
  unit: 'robust deviations',
  symbol: 'AAPL',
  configuration: '5e0b1d9a4c7f2e38',
  window: { from: 1340285400, to: 1340286300, rows: 18012, kept_in: 'memory', trades: false, cut: false },
  present: 3,
  steps: [
    {
      value: 3,
      present: true,
      alerts_per_hour: 4,
      episodes: 6,
      recall: 1,
      precision: 0.8571,
      false_alerts: 1,
      gained: NONE,
      lost: NONE,
    },
    {
      value: 4,
      present: false,
      alerts_per_hour: 0,
      episodes: 6,
      recall: 0.8333,
      precision: 1,
      false_alerts: 0,
      gained: NONE,
      lost: { count: 1, alerts: [LOST_ALERT] },
    },
  ],
};
