import { decimal, flag, integer, type SettingDefinitions } from '@genesis/settings';
import { type Settings } from './settings.js';

/** How fast it is replayed, and what happens when a source fails. */
type ReplaySettings = Pick<
  Settings,
  | 'replaySpeed'
  | 'replaySpeedMin'
  | 'replaySpeedMax'
  | 'replayLoop'
  | 'replayMaxLagMs'
  | 'sourceRetryLimit'
  | 'sourceRetryBaseMs'
  | 'sourceRetryMaxMs'
  | 'sourceProbeSeconds'
>;

/** A part of setting-definitions.ts. */
export const REPLAY_SETTING_DEFINITIONS: SettingDefinitions<ReplaySettings> = {
  replaySpeed: decimal({
    env: 'REPLAY_SPEED',
    unit: 'times real time',
    default: 1,
    min: 0.001,
    max: 10_000,
    description: 'Speed at the start; within REPLAY_SPEED_MIN and REPLAY_SPEED_MAX.',
  }),
  replaySpeedMin: decimal({
    env: 'REPLAY_SPEED_MIN',
    unit: 'times real time',
    default: 0.1,
    min: 0.001,
    max: 10_000,
    description: 'Slowest speed that may be asked for.',
  }),
  replaySpeedMax: decimal({
    env: 'REPLAY_SPEED_MAX',
    unit: 'times real time',
    default: 10,
    min: 0.001,
    max: 10_000,
    description: 'Fastest speed that may be asked for.',
  }),
  replayLoop: flag({
    env: 'REPLAY_LOOP',
    default: true,
    description: 'Whether data that come to their end start again from the beginning.',
  }),
  replayMaxLagMs: integer({
    env: 'REPLAY_MAX_LAG_MS',
    unit: 'ms',
    default: 1000,
    min: 10,
    max: 60_000,
    description:
      'How far the replay may fall behind and still catch up (after a stall of the process); beyond it the ' +
      'replay goes on from where it is.',
  }),
  sourceRetryLimit: integer({
    env: 'SOURCE_RETRY_LIMIT',
    unit: 'tries',
    default: 5,
    min: 0,
    max: 100,
    description:
      'How often a source that failed is opened again without progress before the next mode takes over.',
  }),
  sourceRetryBaseMs: integer({
    env: 'SOURCE_RETRY_BASE_MS',
    unit: 'ms',
    default: 200,
    min: 1,
    max: 60_000,
    description: 'Wait before the first of these tries; each further one waits twice as long, with jitter.',
  }),
  sourceRetryMaxMs: integer({
    env: 'SOURCE_RETRY_MAX_MS',
    unit: 'ms',
    default: 5_000,
    min: 1,
    max: 600_000,
    description: 'Longest wait between two tries.',
  }),
  sourceProbeSeconds: decimal({
    env: 'SOURCE_PROBE_SECONDS',
    unit: 's',
    default: 15,
    min: 0.01,
    max: 86_400,
    description: 'How often a mode that was given up is looked for, to take it back.',
  }),
};
