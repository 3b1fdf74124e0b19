import { type Mode, type ProfileName } from '@genesis/contracts';
import { type ProfileOverrides } from '@genesis/detection';
import { type FormatName } from '@genesis/ingest';
import { DatabaseSettings } from '@genesis/storage';

export const LOG_LEVELS = ['error', 'warn', 'log', 'debug', 'verbose'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const LOG_FORMATS = ['auto', 'json', 'pretty'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/**
 * Everything that can be set, typed and checked; inject it by this class. What each value means, its unit,
 * default and bounds stand in setting-definitions.ts. A frozen plain object at run time.
 */
export abstract class Settings extends DatabaseSettings {
  abstract readonly host: string;
  abstract readonly port: number;
  abstract readonly adminToken: string | null;
  abstract readonly corsOrigins: readonly string[];
  abstract readonly logLevel: LogLevel;
  abstract readonly logFormat: LogFormat;
  abstract readonly logRepeatLimit: number;
  abstract readonly logRepeatSeconds: number;
  abstract readonly shutdownGraceMs: number;

  abstract readonly mode: Mode;
  abstract readonly csvPaths: readonly string[];
  abstract readonly csvFormat: FormatName | null;
  abstract readonly csvSymbol: string | null;
  abstract readonly simulationSeed: number;
  abstract readonly simulationSymbols: number;
  /** Snapshots per second and symbol. */
  abstract readonly simulationRate: number;
  abstract readonly simulationEpisodes: boolean;

  /** Empty: all. */
  abstract readonly databaseSymbols: readonly string[];
  /** Microseconds since the epoch. */
  abstract readonly databaseFromMicros: number | null;
  abstract readonly databaseToMicros: number | null;
  abstract readonly databaseCheckSeconds: number;

  abstract readonly spoolFolder: string;
  abstract readonly spoolMaxBytes: number;
  abstract readonly journalQueue: number;
  abstract readonly journalBatch: number;
  abstract readonly journalFlushMs: number;
  abstract readonly journalBehindSeconds: number;

  abstract readonly replaySpeed: number;
  abstract readonly replaySpeedMin: number;
  abstract readonly replaySpeedMax: number;
  abstract readonly replayLoop: boolean;
  abstract readonly replayMaxLagMs: number;
  abstract readonly sourceRetryLimit: number;
  abstract readonly sourceRetryBaseMs: number;
  abstract readonly sourceRetryMaxMs: number;
  abstract readonly sourceProbeSeconds: number;

  abstract readonly detectionProfile: ProfileName;
  abstract readonly detectionOverridesFile: string | null;
  /** Out of the file, where one is named. */
  abstract readonly detectionOverrides: ProfileOverrides;
  abstract readonly regimeTrainEvents: number;
  abstract readonly regimeWorkers: number;
  abstract readonly regimeQueue: number;
  abstract readonly regimeTrainingTimeoutMs: number;
  abstract readonly regimeFailureSeconds: number;
  /** `off`: none. */
  abstract readonly regimeFile: string;

  abstract readonly historySize: number;
  abstract readonly historyTotal: number;
  abstract readonly evidenceRows: number;

  /** 0: canaries are off. */
  abstract readonly canaryIntervalSeconds: number;
  abstract readonly canaryMisses: number;
  abstract readonly canaryRows: number;

  abstract readonly metricsIntervalMs: number;
  abstract readonly selfCheckSeconds: number;
  abstract readonly healthStrictCodes: readonly string[];
  abstract readonly stallSeconds: number;
  abstract readonly latencyBudgetMs: number;
  abstract readonly latencyLimitMs: number;
  /** Shares, 0 to 1. */
  abstract readonly errorRateBudget: number;
  abstract readonly errorRateLimit: number;
  abstract readonly queueBudget: number;
  abstract readonly queueLimit: number;
  abstract readonly databaseAwayLimitSeconds: number;
  abstract readonly eventLoopBudgetMs: number;
  abstract readonly eventLoopLimitMs: number;
  abstract readonly maxConnections: number;
  abstract readonly wsMaxPayloadBytes: number;
  abstract readonly slowClientBufferBytes: number;
}
