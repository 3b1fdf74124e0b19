import { type DetectorChangeMessage } from '@genesis/contracts';
import {
  createProfile,
  type DetectionProfile,
  mergeOverrides,
  overrideProblems,
  type ProfileOverrides,
} from '@genesis/detection';
import { SurveillancePipeline } from '@genesis/pipeline';
import {
  InTurn,
  isAwayError,
  NotDurableError,
  readLatestSettings,
  type RecordedChange,
  type RecordedConfiguration,
} from '@genesis/storage';
import {
  BadRequestException,
  Injectable,
  Logger,
  type OnModuleInit,
  ServiceUnavailableException,
} from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { Settings } from '../config/settings.js';
import { ConfigurationBook } from '../evidence/configuration-book.js';
import { AlertWriter } from '../persistence/alert-writer.js';
import { DatabaseService } from '../persistence/database.service.js';
import { Runtime } from '../replay/runtime.js';
import { configurationsOf } from './configurations.js';
import {
  overridesAsked,
  requestsChanged,
  settingsChanged,
  type SettingsRequest,
  withRequest,
} from './settings-request.js';

/**
 * The settings that the pipeline detects by: the profile's, under those of the configuration, under those that requests
 * asked for. The pipeline works through a slice of rows in one go, so whatever comes by HTTP falls between two.
 */
@Injectable()
export class DetectionSettings implements OnModuleInit {
  readonly #logger = new Logger('Detection');
  #requested: ProfileOverrides = {};
  /** When they were asked for, wall clock in milliseconds. */
  #requestedAt = -Infinity;
  /** Changes follow one another. */
  readonly #turns = new InTurn();

  constructor(
    private readonly settings: Settings,
    private readonly pipeline: SurveillancePipeline,
    private readonly writer: AlertWriter,
    private readonly databases: DatabaseService,
    private readonly book: ConfigurationBook,
    private readonly bus: SurveillanceBus,
    private readonly runtime: Runtime,
  ) {}

  /** What an earlier process was asked for goes on: out of the spool at once, out of the database when it is there. */
  async onModuleInit(): Promise<void> {
    this.#announce(this.profile, this.settings.detectionOverrides);
    const waiting = await this.writer.waitingSettings();
    const mine = waiting.filter(({ settings }) => settings.profile === this.profile.name).at(-1);
    if (mine !== undefined) this.#resume(mine.at, mine.settings.overrides);
    this.bus.on('database', DetectionSettings.name, ({ state }) => {
      if (state === 'UP') void this.#turns.run(() => this.#readLatest());
    });
  }

  /** With all settings as they are in force. */
  get profile(): DetectionProfile {
    return this.pipeline.parts.profile;
  }

  get requested(): ProfileOverrides {
    return this.#requested;
  }

  /**
   * Changes settings from the next batch on, and keeps that for good before it answers.
   * @throws 400 that lists everything that is wrong, 503 where nothing can keep it
   */
  change(request: SettingsRequest): Promise<Omit<DetectorChangeMessage, 'detector'>> {
    return this.#turns.run(() => this.#change(request));
  }

  async #change(request: SettingsRequest): Promise<Omit<DetectorChangeMessage, 'detector'>> {
    const { type, symbol, actor } = request;
    const before = this.profile;
    this.#requireValid(overridesAsked(request, before.name));
    const requested = withRequest(this.#requested, request);
    const overrides = mergeOverrides(this.settings.detectionOverrides, requested);
    this.#requireValid(overrides);
    const profile = createProfile(before.name, overrides);
    const changes = settingsChanged(request, before, profile);
    const configuration = profile.configurationOf(symbol ?? '');
    const asked = requestsChanged(request, this.#requested, requested);
    const stored = await this.#keep(actor, asked, requested, configurationsOf(profile, overrides));
    if (asked.length > 0) this.#take(profile, requested, this.runtime.epochMs());
    return { type, symbol, actor, changes, configuration, stored };
  }

  #requireValid(overrides: ProfileOverrides): void {
    const problems = overrideProblems(this.profile.name, overrides);
    if (problems.length > 0) throw new BadRequestException(problems);
  }

  /** For good, before anything is judged by it. @throws 503 */
  async #keep(
    actor: string,
    changes: readonly RecordedChange[],
    overrides: ProfileOverrides,
    configurations: readonly RecordedConfiguration[],
  ): Promise<'spool' | 'memory'> {
    const durable = this.settings.databaseMode !== 'off';
    if (changes.length === 0) return durable ? 'spool' : 'memory';
    const command = this.runtime.newId();
    const { name: profile } = this.profile;
    try {
      await this.writer.reconfigured({ command, actor, profile, changes, overrides, configurations });
    } catch (error) {
      if (!(error instanceof NotDurableError)) throw error;
      throw new ServiceUnavailableException([error.message]);
    }
    for (const configuration of configurations) this.book.learn(configuration);
    for (const change of changes) this.#logger.log(textOf(actor, change));
    return durable ? 'spool' : 'memory';
  }

  #take(profile: DetectionProfile, requested: ProfileOverrides, at: number): void {
    this.pipeline.retune(profile);
    this.#requested = requested;
    this.#requestedAt = at;
  }

  /** Another service on the same database may have been asked for something since. */
  async #readLatest(): Promise<void> {
    const database = this.databases.current();
    if (database === null) return;
    try {
      const latest = await readLatestSettings(database, this.profile.name);
      if (latest !== null && latest.at > this.#requestedAt) this.#resume(latest.at, latest.overrides);
    } catch (error) {
      // It will be read when the database is back.
      if (isAwayError(error)) this.databases.suspect();
      else this.#logger.error(`settings that were asked for elsewhere cannot be read: ${String(error)}`);
    }
  }

  /** Settings that this build, or the configuration as it is now, does not take any more are left out, all together. */
  #resume(at: number, requested: ProfileOverrides): void {
    const overrides = mergeOverrides(this.settings.detectionOverrides, requested);
    const problems = overrideProblems(this.profile.name, overrides);
    if (problems.length > 0) {
      this.#logger.error(`settings that were asked for before are not taken up: ${problems.join('; ')}`);
      return;
    }
    const profile = createProfile(this.profile.name, overrides);
    this.#announce(profile, overrides);
    this.#take(profile, requested, at);
    this.#logger.log(`settings that were asked for before go on: configuration ${profile.configuration}`);
  }

  /** Before the first alert that names it. */
  #announce(profile: DetectionProfile, overrides: ProfileOverrides): void {
    for (const configuration of configurationsOf(profile, overrides)) {
      this.book.learn(configuration);
      if (Object.keys(configuration.overrides).length > 0) this.writer.configuration(configuration);
    }
  }
}

function textOf(actor: string, { type, symbol, name, before, after }: RecordedChange): string {
  const where = symbol ?? 'all symbols';
  return `${actor} changed ${type}.${name} for ${where}: ${before ?? 'not asked for'} → ${after ?? 'taken back'}`;
}
