import { type SettingDefinition } from '@genesis/settings';
import { SETTING_DEFINITIONS } from './setting-definitions.js';

const LINE_LENGTH = 100;

/** The text of `.env.example`: every setting with its description, bounds and default, commented out. */
export function envExample(): string {
  const entries = Object.values<SettingDefinition<unknown>>(SETTING_DEFINITIONS).map(describe);
  return [
    '# Settings of the surveillance service, with their defaults. Copy to .env and change what you need;',
    '# variables of the environment go before this file.',
    '',
    ...entries,
  ].join('\n');
}

function describe(definition: SettingDefinition<unknown>): string {
  const { env, unit, allowed, description } = definition;
  const bounds = `Allowed: ${allowed}${unit === null ? '' : ` (${unit})`}.`;
  const comment = [...wrap(description), ...wrap(bounds)].map((line) => `# ${line}`);
  return [...comment, `#${env}=${definition.format(definition.default)}`, ''].join('\n');
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > LINE_LENGTH - 2) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
