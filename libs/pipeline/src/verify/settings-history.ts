import { type AlertEvidence, type ProfileName } from '@genesis/contracts';
import { createProfile, type DetectionProfile, type SettingOverrides } from '@genesis/detection';
import { microsFromSeconds } from '@genesis/market';

/** A change of settings in the middle of a state. */
export interface SettingsStep {
  readonly profile: DetectionProfile;
  /** The first row that is judged by them. */
  readonly fromSequence: number;
  /** What falls due up to this event time is decided before. */
  readonly fromMicros: number;
}

/** The settings behind an alert: those that its state began with, and each change since. */
export interface SettingsHistory {
  readonly profile: DetectionProfile;
  readonly steps: readonly SettingsStep[];
}

/** Where settings are found by the name of their configuration. */
export interface SettingsSource {
  /** The profile with the settings of this run. */
  readonly profileOf: (name: ProfileName) => DetectionProfile;
  /** What a configuration changes of its profile; undefined where it is not known. */
  readonly overridesOf?: (name: ProfileName, configuration: string) => SettingOverrides | undefined;
}

/** The settings behind an alert, or the name of the first configuration that nobody knows. */
export function settingsHistory(evidence: AlertEvidence, source: SettingsSource): SettingsHistory | string {
  const { profile: name, configuration, state_from, state_from_sequence, configurations } = evidence;
  const spans = configurations ?? [{ configuration, from_sequence: state_from_sequence, from: state_from }];
  const steps: SettingsStep[] = [];
  for (const span of spans) {
    const profile = findProfile(name, span.configuration, source);
    if (profile === null) return span.configuration;
    steps.push({ profile, fromSequence: span.from_sequence, fromMicros: microsFromSeconds(span.from) });
  }
  const [{ profile }, ...changes] = steps;
  return { profile, steps: changes };
}

function findProfile(
  name: ProfileName,
  configuration: string,
  { profileOf, overridesOf }: SettingsSource,
): DetectionProfile | null {
  const ours = profileOf(name);
  if (ours.configuration === configuration) return ours;
  const overrides = overridesOf?.(name, configuration);
  if (overrides === undefined) return null;
  const found = createProfile(name, { detectors: overrides });
  // Defaults of another build would make another configuration of the same overrides.
  return found.configuration === configuration ? found : null;
}
