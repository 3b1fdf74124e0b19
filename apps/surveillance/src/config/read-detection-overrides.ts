import { readFileSync } from 'node:fs';
import { type ProfileOverrides, readOverrides, readOverridesText } from '@genesis/detection';
import { type SettingProblem } from '@genesis/settings';
import { type Settings } from './settings.js';

/** Changed settings of detectors, out of the file where one is named; each thing that is wrong is added to `problems`. */
export function readDetectionOverrides(settings: Settings, problems: SettingProblem[]): ProfileOverrides {
  const { detectionOverridesFile: file, detectionOverrides: given, detectionProfile: profile } = settings;
  if (file === null) {
    const { overrides, problems: found } = readOverrides(profile, given);
    tell('DETECTION_OVERRIDES', JSON.stringify(given), found, problems);
    return overrides;
  }
  const env = 'DETECTION_OVERRIDES_FILE';
  if (Object.keys(given).length > 0)
    tell(env, file, ['DETECTION_OVERRIDES is set too; set one of the two'], problems);
  const text = textOf(file);
  const { overrides, problems: found } =
    text instanceof Error
      ? { overrides: {}, problems: [`cannot be read: ${text.message}`] }
      : readOverridesText(profile, text);
  tell(env, file, found, problems);
  return overrides;
}

function tell(env: string, value: string, found: readonly string[], problems: SettingProblem[]): void {
  for (const detail of found) problems.push({ env, value, allowed: '', detail });
}

function textOf(file: string): string | Error {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // Whatever keeps it from being read, the user has to know of it.
    return error instanceof Error ? error : new Error(String(error));
  }
}
