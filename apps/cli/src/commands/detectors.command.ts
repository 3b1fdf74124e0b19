import { PROFILES, type ProfileName } from '@genesis/contracts';
import { createProfile, type DetectorDescription } from '@genesis/detection';
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
          `Profile ${name}, configuration ${configuration}\n\n${detectors.map(paragraph).join('\n')}`,
        );
    });
}

function paragraph({ type, description, source, settings }: DetectorDescription): string {
  const values = Object.entries(settings).map(([name, value]) => `    ${name} = ${value}\n`);
  return `${type}\n  ${description}\n  Source: ${source}\n${values.join('')}`;
}
