import {
  type SettingOverrides,
  type DetectionProfile,
  overridesOf,
  type ProfileOverrides,
} from '@genesis/detection';
import { ENGINE_VERSION } from '@genesis/contracts';
import { type RecordedConfiguration } from '@genesis/storage';

/** The configurations that alerts of a profile may name: that of all symbols, and those of symbols with settings of their own. */
export function configurationsOf(
  profile: DetectionProfile,
  { symbols = {} }: ProfileOverrides,
): RecordedConfiguration[] {
  const byName = new Map<string, SettingOverrides>();
  // No symbol is called so: it stands for all that have no settings of their own.
  for (const symbol of ['', ...Object.keys(symbols)]) {
    byName.set(profile.configurationOf(symbol), overridesOf(profile, symbol));
  }
  return [...byName].map(([configuration, overrides]) => ({
    profile: profile.name,
    configuration,
    engine: ENGINE_VERSION,
    overrides,
  }));
}
