import { MODES } from '@genesis/contracts';
import { FORMAT_NAMES } from '@genesis/ingest';
import {
  choice,
  decimal,
  flag,
  integer,
  list,
  optionalChoice,
  optionalText,
  text,
  type SettingDefinitions,
} from '@genesis/settings';
import { DATABASE_SETTING_DEFINITIONS } from '@genesis/storage';
import { CANARY_SETTING_DEFINITIONS } from './canary-setting-definitions.js';
import { DETECTION_SETTING_DEFINITIONS } from './detection-setting-definitions.js';
import { LOG_SETTING_DEFINITIONS } from './log-setting-definitions.js';
import { MONITORING_SETTING_DEFINITIONS } from './monitoring-setting-definitions.js';
import { optionalTime } from './optional-time.js';
import { REGIME_SETTING_DEFINITIONS } from './regime-setting-definitions.js';
import { type Settings } from './settings.js';

/** Every setting once, in the order of `.env.example`, which is made from this table. */
export const SETTING_DEFINITIONS: SettingDefinitions<Settings> = {
  host: text({
    env: 'HOST',
    default: '127.0.0.1',
    shape: /^[A-Za-z0-9.:_-]{1,253}$/,
    allowed: 'a host name or an IP address',
    description:
      'Address to listen on. Loopback keeps the service to this machine, and requests must name it so in their ' +
      'header Host; 0.0.0.0 opens it to the network, ' +
      'and then calls that change something need ADMIN_TOKEN.',
  }),
  port: integer({
    env: 'PORT',
    unit: 'TCP port',
    default: 8000,
    min: 0,
    max: 65535,
    description: 'Port of HTTP, Socket.IO and /ws; 0 lets the system pick one.',
  }),
  adminToken: optionalText({
    env: 'ADMIN_TOKEN',
    default: null,
    shape: /^[\x21-\x7e]{16,256}$/,
    allowed: '16 to 256 printable characters without blanks',
    secret: true,
    description:
      'Bearer token for the calls that change something: pause, resume, speed, seek and step of the replay, and what ' +
      'an analyst does with an alert (acknowledge, escalate, close, assign, notes), and settings of detectors. ' +
      'Without one they are answered only to this machine, not through a proxy, and only while HOST is loopback.',
  }),
  corsOrigins: list({
    env: 'CORS_ORIGINS',
    default: [],
    separator: /,/,
    shape: /^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/,
    allowed: 'origins such as https://desk.example:8443, separated by commas',
    description: 'Web pages of other origins that may call the API and the sockets. Empty: none.',
  }),
  ...LOG_SETTING_DEFINITIONS,
  shutdownGraceMs: integer({
    env: 'SHUTDOWN_GRACE_MS',
    unit: 'ms',
    default: 500,
    min: 0,
    max: 60_000,
    description: 'How long open HTTP requests may take to end after SIGTERM before they are cut off.',
  }),

  mode: choice({
    env: 'MODE',
    default: 'AUTO',
    values: MODES,
    description:
      'Where snapshots come from. AUTO takes the first that is there: database, CSV_PATH, simulation. A mode ' +
      'that fails gives way to the next one, and is taken back when it returns.',
  }),
  csvPaths: list({
    env: 'CSV_PATH',
    default: [],
    separator: /,/,
    shape: /^[^\0]{1,4096}$/,
    allowed: 'file names separated by commas',
    description: 'Order book files to replay, plain or gzip; several are merged by time.',
  }),
  csvFormat: optionalChoice({
    env: 'CSV_FORMAT',
    default: null,
    values: FORMAT_NAMES,
    description: 'Format of the files in CSV_PATH.',
  }),
  csvSymbol: optionalText({
    env: 'CSV_SYMBOL',
    default: null,
    shape: /^[A-Za-z0-9._:/-]{1,32}$/,
    allowed: '1 to 32 letters, digits or . _ : / -; empty: from the file',
    description: 'Symbol of a file in CSV_PATH that does not name one.',
  }),
  simulationSeed: integer({
    env: 'SIM_SEED',
    unit: 'seed',
    default: 42,
    min: 0,
    max: 4_294_967_295,
    description: 'Seed of the simulated market; the same seed gives the same market.',
  }),
  simulationSymbols: integer({
    env: 'SIM_SYMBOLS',
    unit: 'instruments',
    default: 3,
    min: 1,
    max: 1000,
    description: 'How many instruments the simulation trades.',
  }),
  simulationRate: decimal({
    env: 'SIM_RATE',
    unit: 'snapshots per second and instrument',
    default: 10,
    min: 0.1,
    max: 1000,
    description: 'How often simulated books change.',
  }),
  simulationEpisodes: flag({
    env: 'SIM_EPISODES',
    default: true,
    description: 'Whether the simulation contains manipulative episodes and their honest look-alikes.',
  }),

  ...DATABASE_SETTING_DEFINITIONS,
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

  ...DETECTION_SETTING_DEFINITIONS,
  ...REGIME_SETTING_DEFINITIONS,
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

  ...CANARY_SETTING_DEFINITIONS,

  ...MONITORING_SETTING_DEFINITIONS,
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
