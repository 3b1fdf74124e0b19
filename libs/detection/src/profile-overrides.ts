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
