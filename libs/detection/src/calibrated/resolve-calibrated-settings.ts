import { type SignalType } from '@genesis/contracts';
import { type ProfileOverrides, type SettingOverrides } from '../profile-overrides.js';
import { boundsText, isWithin, type SettingBounds } from '../setting-bounds.js';
import { CALIBRATED_BOUNDS } from './calibrated-bounds.js';
import { CALIBRATED_SETTINGS, type CalibratedSettings } from './calibrated-settings.js';

type Group = keyof CalibratedSettings;
type Values = Record<Group, Record<string, number>>;

/** Groups of settings behind each type, its own last. SPOOFING and LAYERING share how withdrawals are followed. */
const GROUPS: Readonly<Partial<Record<SignalType, readonly Group[]>>> = {
  SPOOFING: ['WITHDRAWAL', 'SPOOFING'],
  LAYERING: ['WITHDRAWAL', 'LAYERING'],
  LIQUIDITY_GAP: ['LIQUIDITY_GAP'],
  DEPTH_SHOCK: ['DEPTH_SHOCK'],
  HEAVY_IMBALANCE: ['HEAVY_IMBALANCE'],
  WIDE_SPREAD: ['WIDE_SPREAD'],
  QUOTE_STUFFING: ['QUOTE_STUFFING'],
  MOMENTUM_IGNITION: ['MOMENTUM_IGNITION'],
};

/**
 * The calibrated settings with the overrides for all symbols and, over them, those for `symbol`. A setting that
 * SPOOFING and LAYERING share is changed for both by either.
 * @throws RangeError that lists everything that is unknown, out of its bounds or in contradiction, and what is allowed
 */
export function resolveCalibratedSettings(overrides: ProfileOverrides, symbol?: string): CalibratedSettings {
  const values: Values = copyOf(CALIBRATED_SETTINGS);
  const own = symbol === undefined ? {} : (overrides.symbols?.[symbol] ?? {});
  const problems = [...applied(values, overrides.detectors ?? {}), ...applied(values, own)];
  const where = symbol === undefined ? '' : ` of ${symbol}`;
  if (problems.length > 0) throw new RangeError(`changed settings${where}: ${problems.join('; ')}`);
  return values as CalibratedSettings;
}

function copyOf(settings: Readonly<Record<Group, Readonly<Record<string, number>>>>): Values {
  const copies = Object.entries(settings).map(([group, values]) => [group, { ...values }]);
  return Object.fromEntries(copies) as Values;
}

/** Writes what is allowed into `values`; returns the problems. */
function applied(values: Values, overrides: SettingOverrides): string[] {
  const shared = new Map<string, number>();
  return Object.entries(overrides).flatMap(([type, settings]) => {
    const groups = GROUPS[type as SignalType];
    if (groups === undefined) return [`no detector ${type}; allowed are ${Object.keys(GROUPS).join(', ')}`];
    return Object.entries(settings).flatMap(([name, value]) => {
      const group = groups.find((candidate) => name in CALIBRATED_BOUNDS[candidate]);
      if (group === undefined) return [`no setting ${type}.${name}; allowed are ${allowedText(groups)}`];
      if (!isWithin(value, boundsOf(group, name)))
        return [`${type}.${name} is ${value}, expected ${boundsText(boundsOf(group, name))}`];
      if (group === 'WITHDRAWAL' && (shared.get(name) ?? value) !== value)
        return [`${name} is ${shared.get(name)} and ${value}, but SPOOFING and LAYERING share it`];
      shared.set(name, value);
      values[group][name] = value;
      return [];
    });
  });
}

function allowedText(groups: readonly Group[]): string {
  return groups
    .flatMap((group) => Object.keys(CALIBRATED_BOUNDS[group]).map((name) => ({ group, name })))
    .map(({ group, name }) => `${name} (${boundsText(boundsOf(group, name))})`)
    .join(', ');
}

function boundsOf(group: Group, name: string): SettingBounds {
  return (CALIBRATED_BOUNDS[group] as Readonly<Record<string, SettingBounds>>)[name];
}
