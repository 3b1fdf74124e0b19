/** Wire vocabulary of what detectors raise; the order is the bit order of signal masks. */
export const SIGNAL_TYPES = [
  'SPOOFING',
  'LAYERING',
  'LIQUIDITY_GAP',
  'DEPTH_SHOCK',
  'HEAVY_IMBALANCE',
  'WIDE_SPREAD',
  'QUOTE_STUFFING',
  'MOMENTUM_IGNITION',
  'FLICKERING',
  'ICEBERG',
  'PINGING',
] as const;
export type SignalType = (typeof SIGNAL_TYPES)[number];

/** Ordered: a later one is graver. */
export const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const REGIMES = ['CALM', 'STRESSED', 'EXECUTION_HOT', 'MANIPULATION_SUSPECTED'] as const;
export type Regime = (typeof REGIMES)[number];

export const PROFILES = ['calibrated', 'seed'] as const;
export type ProfileName = (typeof PROFILES)[number];

export const DETECTOR_STATES = ['WARMING_UP', 'ACTIVE', 'NOT_OBSERVABLE'] as const;
export type DetectorState = (typeof DETECTOR_STATES)[number];

/** Types whose bit is set in a mask (bit i = SIGNAL_TYPES[i]). */
export function signalsInMask(mask: number): SignalType[] {
  return SIGNAL_TYPES.filter((_, bit) => (mask >>> bit) & 1);
}

export function signalBit(type: SignalType): number {
  return 1 << SIGNAL_TYPES.indexOf(type);
}
