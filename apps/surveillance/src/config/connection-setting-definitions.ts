import { integer, type SettingDefinitions } from '@genesis/settings';
import { type Settings } from './settings.js';

/** What clients may ask of the sockets. */
type ConnectionSettings = Pick<Settings, 'maxConnections' | 'wsMaxPayloadBytes' | 'slowClientBufferBytes'>;

/** A part of setting-definitions.ts. */
export const CONNECTION_SETTING_DEFINITIONS: SettingDefinitions<ConnectionSettings> = {
  maxConnections: integer({
    env: 'MAX_CONNECTIONS',
    unit: 'connections',
    default: 1000,
    min: 1,
    max: 100_000,
    description: 'How many socket clients may be connected at once, Socket.IO and /ws together.',
  }),
  wsMaxPayloadBytes: integer({
    env: 'WS_MAX_PAYLOAD',
    unit: 'bytes',
    default: 65_536,
    min: 1024,
    max: 16_777_216,
    description: 'Largest message that a socket client may send.',
  }),
  slowClientBufferBytes: integer({
    env: 'SLOW_CLIENT_BUFFER',
    unit: 'bytes',
    default: 1_048_576,
    min: 16_384,
    max: 268_435_456,
    description:
      'Bytes waiting for a socket client above which it counts as slow and gets the newest state only.',
  }),
};
