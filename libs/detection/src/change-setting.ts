import { type SignalType } from '@genesis/contracts';
import { typesSharing } from './calibrated/setting-groups.js';
import { type ProfileOverrides, settingsOf, type SettingOverrides } from './profile-overrides.js';

export interface SettingChange {
  readonly type: SignalType;
  readonly name: string;
  /** Null takes the override back. */
  readonly value: number | null;
  /** Null: for every symbol. */
  readonly symbol: string | null;
}

/** The overrides with one change more; a setting that several types share is changed for all of them. */
export function changeSetting(overrides: ProfileOverrides, change: SettingChange): ProfileOverrides {
  const { type, name, symbol } = change;
  const types = typesSharing(type, name);
  const settings = (types.length === 0 ? [type] : types).reduce(
    (changed, each) => withValue(changed, each, name, change.value),
    settingsOf(overrides, symbol),
  );
  if (symbol === null) return { ...overrides, detectors: settings };
  const others = without<ProfileOverrides['symbols']>(overrides.symbols ?? {}, symbol);
  const own = Object.keys(settings).length === 0 ? {} : { [symbol]: settings };
  return { ...overrides, symbols: { ...others, ...own } };
}

function withValue(
  overrides: SettingOverrides,
  type: SignalType,
  name: string,
  value: number | null,
): SettingOverrides {
  const rest = without(overrides[type] ?? {}, name);
  const settings = value === null ? rest : { ...rest, [name]: value };
  const others = without(overrides, type);
  return Object.keys(settings).length === 0 ? others : { ...others, [type]: settings };
}

/** For records, of which any key may be missing. */
function without<T extends ProfileOverrides['symbols'] | SettingOverrides | Readonly<Record<string, number>>>(
  record: T,
  key: string,
): T {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([name]) => name !== key)) as T;
}
