/** When the threshold model calls an instrument STRESSED. Ratios are of the recent mean to the usual one. */
export interface ThresholdRegimeSettings {
  /** STRESSED from this many times the usual realised volatility on. */
  readonly volatilityRatio: number;
  /** STRESSED from this many times the usual spread on. */
  readonly spreadRatio: number;
  /** CALM again below this share of the ratios above, in (0, 1]. */
  readonly exitShare: number;
  /** Shortest stay in a regime, seconds of event time. */
  readonly minimumDwellSeconds: number;
  /** τ of the recent means, seconds of event time. */
  readonly recentTauSeconds: number;
  /** τ of the usual means, seconds of event time. */
  readonly usualTauSeconds: number;
  /** Event time that must have been seen before the model says anything but CALM, seconds. */
  readonly warmUpSeconds: number;
}

export const DEFAULT_THRESHOLD_REGIME_SETTINGS: ThresholdRegimeSettings = {
  volatilityRatio: 2,
  spreadRatio: 2,
  exitShare: 0.8,
  minimumDwellSeconds: 10,
  recentTauSeconds: 10,
  usualTauSeconds: 600,
  warmUpSeconds: 60,
};

/** Least and most of each setting, both allowed. */
const BOUNDS: Readonly<Record<keyof ThresholdRegimeSettings, readonly [number, number]>> = {
  volatilityRatio: [1, 1000],
  spreadRatio: [1, 1000],
  exitShare: [0.01, 1],
  minimumDwellSeconds: [0, 86_400],
  recentTauSeconds: [0.1, 86_400],
  usualTauSeconds: [1, 604_800],
  warmUpSeconds: [0, 86_400],
};

/** The defaults with what is given put over them. @throws RangeError naming a setting that is out of bounds. */
export function thresholdRegimeSettings(given: Partial<ThresholdRegimeSettings>): ThresholdRegimeSettings {
  const settings = { ...DEFAULT_THRESHOLD_REGIME_SETTINGS, ...given };
  for (const [name, [least, most]] of Object.entries(BOUNDS)) {
    const value = settings[name as keyof ThresholdRegimeSettings];
    if (value >= least && value <= most) continue;
    throw new RangeError(`regime setting ${name} is ${value}; allowed is ${least} to ${most}`);
  }
  return settings;
}
