/** How regimes are learnt. */
export interface RegimeSettings {
  /** Snapshots of an instrument from one training to the next; the first ones come sooner. */
  readonly trainEvents: number;
  /** Decides where k-means starts from. */
  readonly seed: number;
}

export const DEFAULT_REGIME_SETTINGS: RegimeSettings = { trainEvents: 50_000, seed: 1 };

export const REGIME_SETTING_BOUNDS: Readonly<Record<keyof RegimeSettings, readonly [number, number]>> = {
  trainEvents: [100, 100_000_000],
  seed: [0, 2 ** 32 - 1],
};

/** The defaults with what is given put over them. @throws RangeError naming a setting that is out of bounds. */
export function regimeSettings(given: Partial<RegimeSettings>): RegimeSettings {
  const settings = { ...DEFAULT_REGIME_SETTINGS, ...given };
  for (const [name, [least, most]] of Object.entries(REGIME_SETTING_BOUNDS)) {
    const value = settings[name as keyof RegimeSettings];
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    throw new RangeError(
      `regime setting ${name} is ${value}; allowed is a whole number from ${least} to ${most}`,
    );
  }
  return settings;
}
