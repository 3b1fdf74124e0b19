import { decimal, integer, text, type SettingDefinitions } from '@genesis/settings';
import { type Settings } from './settings.js';

/** How alerts get into the database. */
type JournalSettings = Pick<
  Settings,
  | 'spoolFolder'
  | 'spoolMaxBytes'
  | 'journalQueue'
  | 'journalBatch'
  | 'journalFlushMs'
  | 'journalBehindSeconds'
>;

/** A part of setting-definitions.ts. */
export const JOURNAL_SETTING_DEFINITIONS: SettingDefinitions<JournalSettings> = {
  spoolFolder: text({
    env: 'SPOOL_DIR',
    default: './data/spool',
    shape: /^[^\0]{1,4096}$/,
    allowed: 'a folder name',
    description:
      'Where alerts and what analysts do wait on disk for the database; several services may share the folder.',
  }),
  spoolMaxBytes: integer({
    env: 'SPOOL_MAX_BYTES',
    unit: 'bytes',
    default: 1_073_741_824,
    min: 65_536,
    max: 1_099_511_627_776,
    description: 'How much may wait there; QUEUE_BUDGET and QUEUE_LIMIT say when health suffers.',
  }),
  journalQueue: integer({
    env: 'JOURNAL_QUEUE',
    unit: 'events',
    default: 20_000,
    min: 100,
    max: 1_000_000,
    description:
      'How many events may wait in memory while the spool takes nothing; then new ones are dropped.',
  }),
  journalBatch: integer({
    env: 'JOURNAL_BATCH',
    unit: 'events',
    default: 500,
    min: 1,
    max: 10_000,
    description: 'Most events that are written to the database in one transaction.',
  }),
  journalFlushMs: integer({
    env: 'JOURNAL_FLUSH_MS',
    unit: 'ms',
    default: 25,
    min: 1,
    max: 10_000,
    description:
      'How long an alert is in memory alone before it goes to the spool, where a crash of the service cannot reach it.',
  }),
  journalBehindSeconds: decimal({
    env: 'JOURNAL_BEHIND_SECONDS',
    unit: 's',
    default: 30,
    min: 0.1,
    max: 86_400,
    description: 'Health is degraded while something has waited longer than this for the database.',
  }),
};
