import { choice, decimal, integer, type SettingDefinitions } from '@genesis/settings';
import { LOG_FORMATS, LOG_LEVELS, type Settings } from './settings.js';

/** What is logged, and how. */
export type LogSettings = Pick<Settings, 'logLevel' | 'logFormat' | 'logRepeatLimit' | 'logRepeatSeconds'>;

/** A part of setting-definitions.ts. */
export const LOG_SETTING_DEFINITIONS: SettingDefinitions<LogSettings> = {
  logLevel: choice({
    env: 'LOG_LEVEL',
    default: 'log',
    values: LOG_LEVELS,
    description: 'The least grave messages that are logged; debug has a line for each HTTP request, too.',
  }),
  logFormat: choice({
    env: 'LOG_FORMAT',
    default: 'auto',
    values: LOG_FORMATS,
    description: 'json: one object a line. pretty: for people. auto: pretty in a terminal, else json.',
  }),
  logRepeatLimit: integer({
    env: 'LOG_REPEAT_LIMIT',
    unit: 'messages',
    default: 5,
    min: 1,
    max: 1_000_000,
    description:
      'How many messages that differ in nothing but their numbers are logged within LOG_REPEAT_SECONDS; the rest is ' +
      'counted, and the count is logged.',
  }),
  logRepeatSeconds: decimal({
    env: 'LOG_REPEAT_SECONDS',
    unit: 's',
    default: 30,
    min: 0.05,
    max: 86_400,
    description: 'Over which time repeats are counted.',
  }),
};
