import { SETTING_DEFINITIONS } from './setting-definitions.js';
import { type SettingDefinition } from './setting-kinds.js';
import { type Settings } from './settings.js';
import { type SettingProblem, SettingsError } from './settings.error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings that an environment asks for; an empty value means the default.
 * @throws SettingsError that lists every bad one
 */
export function parseSettings(environment: Environment): Settings {
  const problems: SettingProblem[] = [];
  const values = Object.fromEntries(
    Object.entries<SettingDefinition<unknown>>(SETTING_DEFINITIONS).map(([property, definition]) => [
      property,
      parseOne(definition, environment[definition.env]?.trim() ?? '', problems),
    ]),
  );
  // The table has exactly the properties of Settings, each with the type of its property.
  const settings = Object.freeze(values) as unknown as Settings;
  if (problems.length === 0) checkTogether(settings, problems);
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

function parseOne(definition: SettingDefinition<unknown>, text: string, problems: SettingProblem[]): unknown {
  if (text === '') return definition.default;
  const value = definition.parse(text);
  if (value === undefined) {
    const { env, allowed, unit, secret } = definition;
    problems.push({
      env,
      value: secret ? '(hidden)' : text,
      allowed: unit === null ? allowed : `${allowed} (${unit})`,
    });
  }
  return value;
}

function checkTogether(settings: Settings, problems: SettingProblem[]): void {
  const { replaySpeed, replaySpeedMin, replaySpeedMax, sourceRetryBaseMs, sourceRetryMaxMs } = settings;
  if (replaySpeedMin > replaySpeedMax) {
    problems.push({
      env: 'REPLAY_SPEED_MIN',
      value: String(replaySpeedMin),
      allowed: `at most REPLAY_SPEED_MAX=${replaySpeedMax}`,
    });
  } else if (replaySpeed < replaySpeedMin || replaySpeed > replaySpeedMax) {
    problems.push({
      env: 'REPLAY_SPEED',
      value: String(replaySpeed),
      allowed: `from REPLAY_SPEED_MIN=${replaySpeedMin} to REPLAY_SPEED_MAX=${replaySpeedMax}`,
    });
  }
  if (sourceRetryBaseMs > sourceRetryMaxMs) {
    problems.push({
      env: 'SOURCE_RETRY_BASE_MS',
      value: String(sourceRetryBaseMs),
      allowed: `at most SOURCE_RETRY_MAX_MS=${sourceRetryMaxMs}`,
    });
  }
}
