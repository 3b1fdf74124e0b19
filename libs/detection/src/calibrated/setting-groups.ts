import { type SignalType } from '@genesis/contracts';
import { type SettingBounds } from '../setting-bounds.js';
import { CALIBRATED_BOUNDS } from './calibrated-bounds.js';
import { type CalibratedSettings } from './calibrated-settings.js';

export type SettingGroup = keyof CalibratedSettings;

const GROUPS = new Map<SignalType, readonly SettingGroup[]>([
  ['SPOOFING', ['WITHDRAWAL', 'SPOOFING']],
  ['LAYERING', ['WITHDRAWAL', 'LAYERING']],
  ['LIQUIDITY_GAP', ['LIQUIDITY_GAP']],
  ['DEPTH_SHOCK', ['DEPTH_SHOCK']],
  ['HEAVY_IMBALANCE', ['HEAVY_IMBALANCE']],
  ['WIDE_SPREAD', ['WIDE_SPREAD']],
  ['QUOTE_STUFFING', ['QUOTE_STUFFING']],
  ['MOMENTUM_IGNITION', ['MOMENTUM_IGNITION']],
]);

export const CALIBRATED_TYPES: readonly SignalType[] = [...GROUPS.keys()];

/** Groups of settings behind a type, its own last; undefined where the profile has no such detector. */
export function groupsOf(type: string): readonly SettingGroup[] | undefined {
  return GROUPS.get(type as SignalType);
}

/** Which of the groups a setting of that name belongs to. */
export function groupOf(groups: readonly SettingGroup[], name: string): SettingGroup | undefined {
  return groups.find((group) => Object.hasOwn(CALIBRATED_BOUNDS[group], name));
}

/** The types whose setting of that name is one and the same: SPOOFING and LAYERING share how withdrawals are followed. */
export function typesSharing(type: SignalType, name: string): readonly SignalType[] {
  const group = groupOf(groupsOf(type) ?? [], name);
  return CALIBRATED_TYPES.filter((other) => group !== undefined && groupsOf(other)?.includes(group));
}

export function settingNames(groups: readonly SettingGroup[]): string[] {
  return groups.flatMap((group) => Object.keys(CALIBRATED_BOUNDS[group]));
}

/** @param name one that the group has */
export function calibratedBounds(group: SettingGroup, name: string): SettingBounds {
  return (CALIBRATED_BOUNDS[group] as Readonly<Record<string, SettingBounds>>)[name];
}
