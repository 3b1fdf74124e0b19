import { type Constant } from './search-constants.js';

/**
 * The constant that decides most in each detector, with what it might reasonably be: nine values from far too
 * tolerant to far too strict, evenly spaced on a logarithmic scale, whatever the committed value is.
 */
export const MAIN_CONSTANTS: readonly Constant[] = [
  spaced('SPOOFING', 'minMeans', 1.2, 6),
  spaced('LAYERING', 'minMeans', 2.5, 12),
  spaced('LIQUIDITY_GAP', 'minFall', 8, 200),
  spaced('DEPTH_SHOCK', 'minStrength', 0.4, 1.3),
  spaced('HEAVY_IMBALANCE', 'enterZ', 1.5, 6),
  spaced('QUOTE_STUFFING', 'busyTimes', 1, 4),
  spaced('MOMENTUM_IGNITION', 'minLargeMoves', 0.8, 3.2),
];

function spaced(detector: string, name: string, from: number, to: number): Constant {
  const steps = 8;
  const values = Array.from({ length: steps + 1 }, (_, i) => rounded(from * (to / from) ** (i / steps)));
  return { detector, name, values };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
