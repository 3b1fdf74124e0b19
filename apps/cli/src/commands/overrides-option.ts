import { readFileSync } from 'node:fs';
import { type ProfileName } from '@genesis/contracts';
import {
  createProfile,
  type DetectionProfile,
  type ProfileOverrides,
  readOverridesText,
} from '@genesis/detection';
import { type Command } from 'commander';
import { UsageError } from '../usage.error.js';

/** Changed settings of detectors, as the user says it. */
export interface OverridesOptions {
  readonly overrides?: string;
}

/** Adds the option that every command with a profile has. */
export function addOverridesOption(command: Command): Command {
  return command.option(
    '--overrides <file>',
    'settings of detectors that differ from those of the profile, for all symbols or single ones: the JSON that the ' +
      'service takes as DETECTION_OVERRIDES_FILE',
  );
}

/** @throws UsageError that lists everything that is wrong with the file */
export function readOverridesFile(
  { overrides: file }: OverridesOptions,
  profile: ProfileName,
): ProfileOverrides {
  if (file === undefined) return {};
  const { overrides, problems } = readOverridesText(profile, textOf(file));
  if (problems.length === 0) return overrides;
  throw new UsageError([`--overrides ${file}:`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
}

/** @throws UsageError */
export function profileWithOverrides(options: OverridesOptions, name: ProfileName): DetectionProfile {
  return createProfile(name, readOverridesFile(options, name));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `--overrides ${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
