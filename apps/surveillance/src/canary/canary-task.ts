import { type CanaryFinding, type ProfileName } from '@genesis/contracts';
import { type SettingOverrides } from '@genesis/detection';
import { type RecordedRows } from '@genesis/evaluation';

/** What a thread of canaries gets. */
export interface CanaryTask {
  readonly recorded: RecordedRows;
  readonly profile: ProfileName;
  /** Settings of that symbol that differ from the profile's own. */
  readonly overrides: SettingOverrides;
  readonly seed: number;
}

/** What it answers. */
export type CanaryAnswer = readonly CanaryFinding[];
