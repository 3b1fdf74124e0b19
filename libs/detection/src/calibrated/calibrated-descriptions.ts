import { type DetectorDescription } from '../detection-profile.js';
import { type CalibratedSettings } from './calibrated-settings.js';

const WITHDRAWAL_SOURCE =
  'Delegated Regulation (EU) 2016/522 Annex II s.1 5(e); FINRA Rule 5210.03; CEA 4c(a)(5)(C); Cartea, Jaimungal, Wang (ssrn 3431139)';

/** What each calibrated detector looks for, where that comes from, and its settings. */
export function describeCalibrated(settings: CalibratedSettings): readonly DetectorDescription[] {
  return [
    {
      type: 'SPOOFING',
      description:
        'A large order is placed and withdrawn whole and unexecuted; not quoted again, not reached by the opposite best, not a quantity that this instrument shows all day.',
      source: WITHDRAWAL_SOURCE,
      settings: { ...settings.WITHDRAWAL, ...settings.SPOOFING },
    },
    {
      type: 'LAYERING',
      description:
        'Large orders at three or more prices of one side, placed together and withdrawn together.',
      source: WITHDRAWAL_SOURCE,
      settings: { ...settings.WITHDRAWAL, ...settings.LAYERING },
    },
    {
      type: 'LIQUIDITY_GAP',
      description:
        'The volume at the best price collapses to next to nothing, stays away and comes back at that price.',
      source: 'Delegated Regulation (EU) 2016/522 Annex II s.1 6(c); Genesis detector definitions',
      settings: settings.LIQUIDITY_GAP,
    },
    {
      type: 'DEPTH_SHOCK',
      description: 'Most levels of a side lose volume at once, over prices that both books show.',
      source: 'Genesis detector definitions',
      settings: settings.DEPTH_SHOCK,
    },
    {
      type: 'HEAVY_IMBALANCE',
      description:
        'The book leans over to one side within a second, far beyond this instrument’s habit, and stays so.',
      source: 'Gould, Bonart (ssrn 1712822)',
      settings: settings.HEAVY_IMBALANCE,
    },
    {
      type: 'WIDE_SPREAD',
      description: 'The spread exceeds a tenth of the mid price.',
      source: 'Delegated Regulation (EU) 2016/522 Annex II s.1 6(c)',
      settings: settings.WIDE_SPREAD,
    },
    {
      type: 'QUOTE_STUFFING',
      description: 'A burst of updates in which a side flips between the same states.',
      source: 'Regulation (EU) 596/2014 (MAR) art. 12(2)(c)',
      settings: settings.QUOTE_STUFFING,
    },
    {
      type: 'MOMENTUM_IGNITION',
      description:
        'Both best quotes run one way far beyond this instrument’s large moves, and most of it comes back at once.',
      source: 'Delegated Regulation (EU) 2016/522 Annex II s.1 4(e)',
      settings: settings.MOMENTUM_IGNITION,
    },
  ];
}
