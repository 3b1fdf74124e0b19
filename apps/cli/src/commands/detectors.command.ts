import { PROFILES, type ProfileName } from '@genesis/contracts';
import { createProfile, type DetectorDescription, settingCatalogue } from '@genesis/detection';
import { Option, type Command } from 'commander';
import { type CliContext } from '../cli-context.js';

const EXAMPLES = `
Examples:
  $ genesis detectors
  $ genesis detectors --profile seed --json`;

interface DetectorsOptions {
  readonly profile: ProfileName;
  readonly json?: true;
}

/** `genesis detectors`: what a profile looks for, on what grounds and with which settings. */
export function addDetectorsCommand(program: Command, context: CliContext): void {
  program
    .command('detectors')
    .description('List the detectors of a profile with their sources and settings.')
    .addOption(new Option('--profile <name>', 'detection rules').choices(PROFILES).default('calibrated'))
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action((options: DetectorsOptions) => {
      const profile = createProfile(options.profile);
      const { name, configuration, detectors } = profile;
      if (options.json)
        context.stdout(`${JSON.stringify({ profile: name, configuration, detectors }, null, 2)}\n`);
      else
        context.stdout(
          `Profile ${name}, configuration ${configuration}\n\n${detectors.map((detector) => paragraph(name, detector)).join('\n')}`,
        );
    });
}

/** Bounds stand behind the settings that can be changed. */
function paragraph(
  profile: ProfileName,
  { type, description, source, settings }: DetectorDescription,
): string {
  const catalogue = new Map(settingCatalogue(profile, type).map((setting) => [setting.name, setting]));
  const values = Object.entries(settings).map(([name, value]) => {
    const { unit, bounds } = catalogue.get(name) ?? {};
    const allowed = bounds === undefined ? '' : ` (${unit}; ${bounds.lowest} to ${bounds.highest})`;
    return `    ${name} = ${value}${allowed}\n`;
  });
  return `${type}\n  ${description}\n  Source: ${source}\n${values.join('')}`;
}
