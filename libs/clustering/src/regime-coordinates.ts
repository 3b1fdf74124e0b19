/**
 * What regimes are told apart by, smoothed over seconds. Ratios are taken as logarithms, so that twice as much counts
 * alike whatever the instrument's units are; the tick in "ln spread in ticks" is a constant that scaling removes.
 */
export const LN_SPREAD = 0;
export const LN_DEPTH = 1;
export const LN_VOLATILITY = 2;
/** Mean |weighted imbalance|, [0, 1]. */
export const IMBALANCE = 3;
/** ln of the mean |OFI| of a row over the depth of both sides. */
export const LN_FLOW = 4;
export const LN_UPDATE_RATE = 5;
/** Recent alerts about manipulation, each worth 1 when it is raised and less as it ages. */
export const ALERT_PRESSURE = 6;

export const COORDINATES = 7;

/** The coordinates in real units, as reports show them, in the order of the constants above. */
export const COORDINATE_NAMES = [
  'spread',
  'depth',
  'realised_volatility',
  'weighted_imbalance',
  'flow_to_depth',
  'update_rate',
  'alert_pressure',
] as const;
export type CoordinateName = (typeof COORDINATE_NAMES)[number];

const LOGARITHMIC: readonly boolean[] = [true, true, true, false, true, true, false];

/** A coordinate as it is clustered, back in its real unit. */
export function inRealUnit(value: number, coordinate: number): number {
  return LOGARITHMIC[coordinate] ? Math.exp(value) : value;
}
