import { type ChangedSetting, type ProfileName, type SignalType } from '@genesis/contracts';
import {
  changeSetting,
  type DetectionProfile,
  type ProfileOverrides,
  settingCatalogue,
  settingsOf,
} from '@genesis/detection';
import { type RecordedChange } from '@genesis/storage';

/** A request to change settings of one detector; null as a value takes what was asked for before back. */
export interface SettingsRequest {
  readonly type: SignalType;
  /** Null: for every symbol. */
  readonly symbol: string | null;
  readonly settings: Readonly<Record<string, number | null>>;
  readonly actor: string;
}

/** The request alone, to be checked. What is taken back stands as it would be then, so that its name is checked too. */
export function overridesAsked({ type, settings }: SettingsRequest, profile: ProfileName): ProfileOverrides {
  const catalogue = settingCatalogue(profile, type);
  const own = (name: string): number => catalogue.find((setting) => setting.name === name)?.default ?? 0;
  const values = Object.entries(settings).map(([name, value]) => [name, value ?? own(name)]);
  return { detectors: { [type]: Object.fromEntries(values) as Record<string, number> } };
}

/** What requests ask for, with this one. */
export function withRequest(
  requested: ProfileOverrides,
  { type, symbol, settings }: SettingsRequest,
): ProfileOverrides {
  return Object.entries(settings).reduce(
    (overrides, [name, value]) => changeSetting(overrides, { type, symbol, name, value }),
    requested,
  );
}

/** The settings whose values in force the request changes. */
export function settingsChanged(
  { type, symbol, settings }: SettingsRequest,
  before: DetectionProfile,
  after: DetectionProfile,
): ChangedSetting[] {
  const valueIn = (profile: DetectionProfile, name: string): number =>
    Number(profile.detectorsFor(symbol ?? '').find((detector) => detector.type === type)?.settings[name]);
  return Object.keys(settings)
    .map((name) => ({ name, before: valueIn(before, name), after: valueIn(after, name) }))
    .filter((change) => change.before !== change.after);
}

/** What was asked for before, and is now. */
export function requestsChanged(
  { type, symbol, settings }: SettingsRequest,
  before: ProfileOverrides,
  after: ProfileOverrides,
): RecordedChange[] {
  const valueIn = (overrides: ProfileOverrides, name: string): number | null =>
    settingsOf(overrides, symbol)[type]?.[name] ?? null;
  return Object.keys(settings)
    .map((name) => ({ type, symbol, name, before: valueIn(before, name), after: valueIn(after, name) }))
    .filter((change) => change.before !== change.after);
}
