import { integer, type SettingDefinitions } from '@genesis/settings';
import { type Settings } from './settings.js';

/** What is kept in memory. */
type HistorySettings = Pick<Settings, 'historySize' | 'historyTotal' | 'evidenceRows'>;

/** A part of setting-definitions.ts. */
export const HISTORY_SETTING_DEFINITIONS: SettingDefinitions<HistorySettings> = {
  historySize: integer({
    env: 'HISTORY_SIZE',
    unit: 'snapshots per instrument',
    default: 1000,
    min: 100,
    max: 100_000,
    description: 'How many snapshots of each instrument are kept in memory for queries and new subscribers.',
  }),
  historyTotal: integer({
    env: 'HISTORY_TOTAL',
    unit: 'snapshots',
    default: 50_000,
    min: 1000,
    max: 10_000_000,
    description:
      'How many snapshots are kept in memory over all instruments: where there are many, each has fewer than ' +
      'HISTORY_SIZE, but always 100. A snapshot takes about 1.2 kB.',
  }),
  evidenceRows: integer({
    env: 'EVIDENCE_ROWS',
    unit: 'snapshots',
    default: 65_536,
    min: 4_096,
    max: 10_000_000,
    description:
      'How many input rows are kept in memory over all instruments, to have the window of an alert at hand when it ' +
      'is raised; and how many rows of alerts. A row takes 344 bytes.',
  }),
};
