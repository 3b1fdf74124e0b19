import { decimal, list, type SettingDefinitions } from '@genesis/settings';
import { optionalTime } from './optional-time.js';
import { type Settings } from './settings.js';

/** What of the database is replayed. */
type DatabaseReplaySettings = Pick<
  Settings,
  'databaseSymbols' | 'databaseFromMicros' | 'databaseToMicros' | 'databaseCheckSeconds'
>;

/** A part of setting-definitions.ts. */
export const DATABASE_REPLAY_SETTING_DEFINITIONS: SettingDefinitions<DatabaseReplaySettings> = {
  databaseSymbols: list({
    env: 'DB_SYMBOLS',
    default: [],
    separator: /,/,
    shape: /^[A-Za-z0-9._:/-]{1,32}$/,
    allowed: 'symbols separated by commas, each 1 to 32 letters, digits or . _ : / -; empty: all',
    description: 'Which instruments of the database DB_REPLAY plays.',
  }),
  databaseFromMicros: optionalTime({
    env: 'DB_FROM',
    description: 'Where DB_REPLAY begins; empty: with the first snapshot.',
  }),
  databaseToMicros: optionalTime({
    env: 'DB_TO',
    description: 'Where DB_REPLAY ends, the last moment included; empty: with the last snapshot.',
  }),
  databaseCheckSeconds: decimal({
    env: 'DB_CHECK_SECONDS',
    unit: 's',
    default: 2,
    min: 0.02,
    max: 3_600,
    description: 'How often the service looks whether the database is still there.',
  }),
};
