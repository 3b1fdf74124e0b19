import { type SignalType } from '@genesis/contracts';

/** Changed settings: by detector type, the setting's name as in `DetectorDescription.settings` and its new value. */
export type SettingOverrides = Readonly<Partial<Record<SignalType, Readonly<Record<string, number>>>>>;

/** What a user changes of a profile; everything else keeps the profile's own value. */
export interface ProfileOverrides {
  /** For every symbol. */
  readonly detectors?: SettingOverrides;
  /** For one symbol, over those for every symbol. */
  readonly symbols?: Readonly<Record<string, SettingOverrides>>;
}

export function hasOverrides({ detectors = {}, symbols = {} }: ProfileOverrides): boolean {
  return [detectors, ...Object.values(symbols)].some((settings) => Object.keys(settings).length > 0);
}

/** Both together; where both change a setting of the same reach, `over` has its way. */
export function mergeOverrides(base: ProfileOverrides, over: ProfileOverrides): ProfileOverrides {
  const names = [...Object.keys(base.symbols ?? {}), ...Object.keys(over.symbols ?? {})];
  const symbols = [...new Set(names)].map((symbol): [string, SettingOverrides] => [
    symbol,
    mergeSettings(settingsOf(base, symbol), settingsOf(over, symbol)),
  ]);
  return {
    detectors: mergeSettings(settingsOf(base, null), settingsOf(over, null)),
    symbols: Object.fromEntries(symbols),
  };
}

/** The overrides for one symbol, or (null) those for every symbol. */
export function settingsOf(
  { detectors, symbols }: ProfileOverrides,
  symbol: string | null,
): SettingOverrides {
  if (symbol === null) return detectors ?? {};
  return symbols !== undefined && Object.hasOwn(symbols, symbol) ? symbols[symbol] : {};
}

function mergeSettings(base: SettingOverrides, over: SettingOverrides): SettingOverrides {
  const types = new Set([...Object.keys(base), ...Object.keys(over)]) as Set<SignalType>;
  return Object.fromEntries([...types].map((type) => [type, { ...base[type], ...over[type] }]));
}
