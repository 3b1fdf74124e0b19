import { DEFAULT_REGIME_SETTINGS, REGIME_SETTING_BOUNDS } from '@genesis/clustering';
import { decimal, integer, type SettingDefinitions, text } from '@genesis/settings';
import { type Settings } from './settings.js';

type RegimeServiceSettings = Pick<
  Settings,
  | 'regimeTrainEvents'
  | 'regimeWorkers'
  | 'regimeQueue'
  | 'regimeTrainingTimeoutMs'
  | 'regimeFailureSeconds'
  | 'regimeFile'
>;

const [LEAST_EVENTS, MOST_EVENTS] = REGIME_SETTING_BOUNDS.trainEvents;

/** A part of setting-definitions.ts. */
export const REGIME_SETTING_DEFINITIONS: SettingDefinitions<RegimeServiceSettings> = {
  regimeTrainEvents: integer({
    env: 'REGIME_TRAIN_EVENTS',
    unit: 'snapshots',
    default: DEFAULT_REGIME_SETTINGS.trainEvents,
    min: LEAST_EVENTS,
    max: MOST_EVENTS,
    description:
      'Snapshots of an instrument from one training of its market regimes to the next; the first comes after a fifth of them.',
  }),
  regimeWorkers: integer({
    env: 'REGIME_WORKERS',
    unit: 'threads',
    default: 1,
    min: 1,
    max: 16,
    description: 'How many threads train regimes, for all instruments together.',
  }),
  regimeQueue: integer({
    env: 'REGIME_QUEUE',
    unit: 'trainings',
    default: 64,
    min: 1,
    max: 10_000,
    description:
      'How many trainings may wait for a thread; a further one is made at once by who asks for it.',
  }),
  regimeTrainingTimeoutMs: integer({
    env: 'REGIME_TRAINING_TIMEOUT_MS',
    unit: 'ms',
    default: 5_000,
    min: 10,
    max: 600_000,
    description: 'A thread that takes longer over one training counts as hung and is replaced.',
  }),
  regimeFailureSeconds: decimal({
    env: 'REGIME_FAILURE_SECONDS',
    unit: 's',
    default: 60,
    min: 0.1,
    max: 86_400,
    description: 'How long health stays degraded after a thread that trains regimes was lost.',
  }),
  regimeFile: text({
    env: 'REGIME_FILE',
    default: './data/regimes.json',
    shape: /^[^\0]{1,4096}$/,
    allowed: 'a file name, or off',
    description: 'Where trained regimes are kept for the next start; off: each start learns them anew.',
  }),
};
