import { nearestName } from '@genesis/settings';
import { type ProfileOverrides, type SettingOverrides } from '../profile-overrides.js';
import { boundsText, isWithin } from '../setting-bounds.js';
import { CALIBRATED_SETTINGS, type CalibratedSettings } from './calibrated-settings.js';
import {
  CALIBRATED_TYPES,
  calibratedBounds,
  groupOf,
  groupsOf,
  type SettingGroup,
  settingNames,
} from './setting-groups.js';

type Values = Record<SettingGroup, Record<string, number>>;

/**
 * The calibrated settings with the overrides for all symbols and, over them, those for `symbol`. A setting that
 * SPOOFING and LAYERING share is changed for both by either.
 * @throws RangeError that lists everything that is unknown, out of its bounds or in contradiction, and what is allowed
 */
export function resolveCalibratedSettings(overrides: ProfileOverrides, symbol?: string): CalibratedSettings {
  const values: Values = copyOfSettings(CALIBRATED_SETTINGS);
  const own = symbol === undefined ? {} : ownOverrides(overrides, symbol);
  const problems = [...applied(values, overrides.detectors ?? {}), ...applied(values, own)];
  const where = symbol === undefined ? '' : ` of ${symbol}`;
  if (problems.length > 0) throw new RangeError(`changed settings${where}: ${problems.join('; ')}`);
  return values as CalibratedSettings;
}

/** Everything that is wrong with the overrides, of all symbols and of each; none where the profile takes them. */
export function calibratedProblems({ detectors = {}, symbols = {} }: ProfileOverrides): string[] {
  const ofAll = applied(copyOfSettings(CALIBRATED_SETTINGS), detectors);
  const ofSymbols = Object.entries(symbols).flatMap(([symbol, own]) =>
    applied(copyOfSettings(CALIBRATED_SETTINGS), own).map((problem) => `${symbol}: ${problem}`),
  );
  return [...ofAll, ...ofSymbols];
}

/** Values that may be written to. */
export function copyOfSettings(settings: CalibratedSettings): Values {
  const copies = Object.entries(settings).map(([group, values]) => [group, { ...values }]);
  return Object.fromEntries(copies) as Values;
}

function ownOverrides({ symbols = {} }: ProfileOverrides, symbol: string): SettingOverrides {
  return Object.hasOwn(symbols, symbol) ? symbols[symbol] : {};
}

/** Writes what is allowed into `values`; returns the problems. */
function applied(values: Values, overrides: SettingOverrides): string[] {
  const shared = new Map<string, number>();
  return Object.entries(overrides).flatMap(([type, settings]) => {
    const groups = groupsOf(type);
    if (groups === undefined)
      return [
        `no detector ${type}${meant(type, CALIBRATED_TYPES)}; allowed are ${CALIBRATED_TYPES.join(', ')}`,
      ];
    return Object.entries(settings).flatMap(([name, value]) => {
      const group = groupOf(groups, name);
      if (group === undefined)
        return [
          `no setting ${type}.${name}${meant(name, settingNames(groups))}; allowed are ${allowedText(groups)}`,
        ];
      const bounds = calibratedBounds(group, name);
      if (!isWithin(value, bounds)) return [`${type}.${name} is ${value}, expected ${boundsText(bounds)}`];
      if (group === 'WITHDRAWAL' && (shared.get(name) ?? value) !== value)
        return [`${name} is ${shared.get(name)} and ${value}, but SPOOFING and LAYERING share it`];
      shared.set(name, value);
      values[group][name] = value;
      return [];
    });
  });
}

function meant(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
}

function allowedText(groups: readonly SettingGroup[]): string {
  return groups
    .flatMap((group) => settingNames([group]).map((name) => ({ group, name })))
    .map(({ group, name }) => `${name} (${boundsText(calibratedBounds(group, name))})`)
    .join(', ');
}
