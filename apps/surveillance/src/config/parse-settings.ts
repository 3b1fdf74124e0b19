import { parseDefinitions, SettingsError, type Environment, type SettingProblem } from '@genesis/settings';
import { readDetectionOverrides } from './read-detection-overrides.js';
import { SETTING_DEFINITIONS } from './setting-definitions.js';
import { type Settings } from './settings.js';

/**
 * The settings that an environment asks for; an empty value means the default.
 * @throws SettingsError that lists every bad one
 */
export function parseSettings(environment: Environment): Settings {
  const problems: SettingProblem[] = [];
  const settings = parseDefinitions(SETTING_DEFINITIONS, environment, problems);
  if (problems.length > 0) throw new SettingsError(problems);
  checkTogether(settings, problems);
  const detectionOverrides = readDetectionOverrides(settings, problems);
  if (problems.length > 0) throw new SettingsError(problems);
  return Object.freeze({ ...settings, detectionOverrides });
}

/** What health counts as a budget is below the limit of the same figure. */
const BUDGETS_AND_LIMITS = [
  ['latencyBudgetMs', 'latencyLimitMs'],
  ['errorRateBudget', 'errorRateLimit'],
  ['queueBudget', 'queueLimit'],
  ['eventLoopBudgetMs', 'eventLoopLimitMs'],
] as const;

function checkTogether(settings: Settings, problems: SettingProblem[]): void {
  for (const [budget, limit] of BUDGETS_AND_LIMITS) {
    if (settings[budget] <= settings[limit]) continue;
    problems.push({
      env: SETTING_DEFINITIONS[budget].env,
      value: String(settings[budget]),
      allowed: `at most ${SETTING_DEFINITIONS[limit].env}=${settings[limit]}`,
    });
  }
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
  const { databaseFromMicros, databaseToMicros } = settings;
  if (databaseFromMicros !== null && databaseToMicros !== null && databaseFromMicros > databaseToMicros) {
    problems.push({
      env: 'DB_FROM',
      value: new Date(databaseFromMicros / 1000).toISOString(),
      allowed: `at most DB_TO=${new Date(databaseToMicros / 1000).toISOString()}`,
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
