import { type SettingDefinitions } from '@genesis/settings';
import { DATABASE_SETTING_DEFINITIONS } from '@genesis/storage';
import { CANARY_SETTING_DEFINITIONS } from './canary-setting-definitions.js';
import { CONNECTION_SETTING_DEFINITIONS } from './connection-setting-definitions.js';
import { DATABASE_REPLAY_SETTING_DEFINITIONS } from './database-replay-setting-definitions.js';
import { DETECTION_SETTING_DEFINITIONS } from './detection-setting-definitions.js';
import { HISTORY_SETTING_DEFINITIONS } from './history-setting-definitions.js';
import { JOURNAL_SETTING_DEFINITIONS } from './journal-setting-definitions.js';
import { LOG_SETTING_DEFINITIONS } from './log-setting-definitions.js';
import { MONITORING_SETTING_DEFINITIONS } from './monitoring-setting-definitions.js';
import { REGIME_SETTING_DEFINITIONS } from './regime-setting-definitions.js';
import { REPLAY_SETTING_DEFINITIONS } from './replay-setting-definitions.js';
import { SERVER_SETTING_DEFINITIONS } from './server-setting-definitions.js';
import { SOURCE_SETTING_DEFINITIONS } from './source-setting-definitions.js';
import { type Settings } from './settings.js';

/** Every setting once, in the order of `.env.example`, which is made from this table. */
export const SETTING_DEFINITIONS: SettingDefinitions<Settings> = {
  ...SERVER_SETTING_DEFINITIONS,
  ...LOG_SETTING_DEFINITIONS,
  ...SOURCE_SETTING_DEFINITIONS,
  ...DATABASE_SETTING_DEFINITIONS,
  ...DATABASE_REPLAY_SETTING_DEFINITIONS,
  ...JOURNAL_SETTING_DEFINITIONS,
  ...REPLAY_SETTING_DEFINITIONS,
  ...DETECTION_SETTING_DEFINITIONS,
  ...REGIME_SETTING_DEFINITIONS,
  ...HISTORY_SETTING_DEFINITIONS,
  ...CANARY_SETTING_DEFINITIONS,
  ...MONITORING_SETTING_DEFINITIONS,
  ...CONNECTION_SETTING_DEFINITIONS,
};
