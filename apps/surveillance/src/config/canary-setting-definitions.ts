import { decimal, integer, type SettingDefinitions } from '@genesis/settings';
import { type Settings } from './settings.js';

type CanarySettings = Pick<Settings, 'canaryIntervalSeconds' | 'canaryMisses' | 'canaryRows'>;

/** A part of setting-definitions.ts. */
export const CANARY_SETTING_DEFINITIONS: SettingDefinitions<CanarySettings> = {
  canaryIntervalSeconds: decimal({
    env: 'CANARY_INTERVAL_SECONDS',
    unit: 's',
    default: 120,
    min: 0,
    max: 86_400,
    description:
      'How often every detector is tried with a known episode on a copy of the newest rows of one instrument, in a thread ' +
      'of its own that works for a second or two; 0 switches canaries off.',
  }),
  canaryMisses: integer({
    env: 'CANARY_MISSES',
    unit: 'canaries',
    default: 3,
    min: 1,
    max: 100,
    description: 'A detector that misses so many in a row counts as blind: health is degraded.',
  }),
  canaryRows: integer({
    env: 'CANARY_ROWS',
    unit: 'snapshots',
    default: 32_768,
    min: 1_000,
    max: 1_000_000,
    description:
      'How many of its newest rows are kept for that; fast feeds need many to cover the 105 s that a run takes. A row takes ' +
      '368 bytes.',
  }),
};
