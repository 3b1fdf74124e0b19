import { type ProfileName } from '@genesis/contracts';
import { type SettingOverrides } from '@genesis/detection';
import { type RecordedConfiguration } from '@genesis/storage';
import { Injectable } from '@nestjs/common';

/** What each configuration that was in force since the start of the process changes of its profile. */
@Injectable()
export class ConfigurationBook {
  readonly #known = new Map<string, SettingOverrides>();

  learn({ profile, configuration, overrides }: RecordedConfiguration): void {
    this.#known.set(`${profile} ${configuration}`, overrides);
  }

  /** Undefined where it was not in force here. */
  overridesOf(profile: ProfileName, configuration: string): SettingOverrides | undefined {
    return this.#known.get(`${profile} ${configuration}`);
  }
}
