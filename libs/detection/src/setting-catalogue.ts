import { type ProfileName, type SignalType } from '@genesis/contracts';
import { CALIBRATED_SETTINGS } from './calibrated/calibrated-settings.js';
import { CALIBRATED_UNITS } from './calibrated/calibrated-units.js';
import {
  calibratedBounds,
  groupsOf,
  settingNames,
  type SettingGroup,
  typesSharing,
} from './calibrated/setting-groups.js';
import { type SettingBounds } from './setting-bounds.js';

/** A setting that can be changed. */
export interface SettingDescription {
  readonly name: string;
  readonly unit: string;
  /** The profile's own value. */
  readonly default: number;
  readonly bounds: SettingBounds;
  /** Other types that are changed with it. */
  readonly sharedWith: readonly SignalType[];
}

/** What can be changed of a detector; nothing of profile seed, which keeps the rules of its predecessor. */
export function settingCatalogue(profile: ProfileName, type: SignalType): readonly SettingDescription[] {
  if (profile === 'seed') return [];
  return (groupsOf(type) ?? []).flatMap((group) =>
    settingNames([group]).map((name) => describe(type, group, name)),
  );
}

function describe(type: SignalType, group: SettingGroup, name: string): SettingDescription {
  return {
    name,
    unit: (CALIBRATED_UNITS[group] as Readonly<Record<string, string>>)[name],
    default: (CALIBRATED_SETTINGS[group] as Readonly<Record<string, number>>)[name],
    bounds: calibratedBounds(group, name),
    sharedWith: typesSharing(type, name).filter((other) => other !== type),
  };
}
