import { type ProfileName, type SignalType } from '@genesis/contracts';
import { type ProfileOverrides, type SettingOverrides } from '@genesis/detection';

/** One setting that somebody changed; null where no override of theirs was, or is any more, in force. */
export interface RecordedChange {
  readonly type: SignalType;
  /** Null: for every symbol. */
  readonly symbol: string | null;
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** What a configuration changes of its profile: enough to judge by it again. */
export interface RecordedConfiguration {
  readonly profile: ProfileName;
  /** As alerts name it. */
  readonly configuration: string;
  readonly engine: string;
  readonly overrides: SettingOverrides;
}

/** A change of detection settings while the service ran: who, what, before and after. */
export interface SettingsRecord {
  /** Tells this change from another one that says the same. */
  readonly command: string;
  readonly actor: string;
  readonly profile: ProfileName;
  readonly changes: readonly RecordedChange[];
  /** All that was changed by requests until then, and is still in force. */
  readonly overrides: ProfileOverrides;
  /** The configurations that alerts may name from then on. */
  readonly configurations: readonly RecordedConfiguration[];
}
