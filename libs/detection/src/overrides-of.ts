import { createProfile } from './create-profile.js';
import { type DetectionProfile } from './detection-profile.js';
import { type SettingOverrides } from './profile-overrides.js';

/**
 * What a profile changes for one symbol against its own values, however that was said: as overrides for all symbols
 * they give a profile whose configuration is that of the symbol here.
 */
export function overridesOf(profile: DetectionProfile, symbol: string): SettingOverrides {
  const own = createProfile(profile.name).detectors;
  const changed = profile.detectorsFor(symbol).map(({ type, settings }, index) => {
    const { settings: usual } = own[index];
    return [
      type,
      Object.fromEntries(Object.entries(settings).filter(([name, value]) => usual[name] !== value)),
    ];
  });
  return Object.fromEntries(
    changed.filter(([, values]) => Object.keys(values as object).length > 0),
  ) as SettingOverrides;
}
