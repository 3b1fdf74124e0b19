import { type DetectorChangeMessage, type SignalType } from '@genesis/contracts';
import {
  changeSetting,
  createProfile,
  type DetectionProfile,
  mergeOverrides,
  overrideProblems,
  settingCatalogue,
  type ProfileOverrides,
  settingsOf,
} from '@genesis/detection';
import { SurveillancePipeline } from '@genesis/pipeline';
import { isAwayError, NotDurableError, type RecordedChange, readLatestSettings } from '@genesis/storage';
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

/** A request to change settings of one detector; null as a value takes what was asked for before back. */
export interface SettingsRequest {
  readonly type: SignalType;
  /** Null: for every symbol. */
  readonly symbol: string | null;
  readonly settings: Readonly<Record<string, number | null>>;
  readonly actor: string;
}

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
  #turn: Promise<unknown> = Promise.resolve();

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
      if (state === 'UP') void this.#exclusively(() => this.#readLatest());
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
    return this.#exclusively(() => this.#change(request));
  }

  async #change(request: SettingsRequest): Promise<Omit<DetectorChangeMessage, 'detector'>> {
    const { type, symbol, actor } = request;
    this.#requireValid({ detectors: { [type]: this.#values(request) } });
    const requested = this.#with(request);
    const overrides = mergeOverrides(this.settings.detectionOverrides, requested);
    this.#requireValid(overrides);
    const profile = createProfile(this.profile.name, overrides);
    const changes = this.#changes(request, profile);
    const record = this.#recordedChanges(request, requested);
    const stored =
      record.length === 0 ? null : await this.#keep(actor, record, requested, profile, overrides);
    if (record.length > 0) this.#take(profile, requested, this.runtime.epochMs());
    const configuration = profile.configurationOf(symbol ?? '');
    return { type, symbol, actor, changes, configuration, stored: stored ?? 'memory' };
  }

  #with({ type, symbol, settings }: SettingsRequest): ProfileOverrides {
    return Object.entries(settings).reduce(
      (overrides, [name, value]) => changeSetting(overrides, { type, symbol, name, value }),
      this.#requested,
    );
  }

  /** What is taken back stands as it would be then, so that its name is checked like the others. */
  #values({ type, settings }: SettingsRequest): Record<string, number> {
    const catalogue = settingCatalogue(this.profile.name, type);
    const own = (name: string): number => catalogue.find((setting) => setting.name === name)?.default ?? 0;
    return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value ?? own(name)]));
  }

  #requireValid(overrides: ProfileOverrides): void {
    const problems = overrideProblems(this.profile.name, overrides);
    if (problems.length > 0) throw new BadRequestException(problems);
  }

  /** What is in force before and after. */
  #changes(
    { type, symbol, settings }: SettingsRequest,
    next: DetectionProfile,
  ): DetectorChangeMessage['changes'] {
    const valueIn = (profile: DetectionProfile, name: string): number =>
      Number(profile.detectorsFor(symbol ?? '').find((detector) => detector.type === type)?.settings[name]);
    return Object.keys(settings)
      .map((name) => ({ name, before: valueIn(this.profile, name), after: valueIn(next, name) }))
      .filter(({ before, after }) => before !== after);
  }

  /** What was asked for before and is now. */
  #recordedChanges(
    { type, symbol, settings }: SettingsRequest,
    requested: ProfileOverrides,
  ): RecordedChange[] {
    const valueIn = (overrides: ProfileOverrides, name: string): number | null =>
      settingsOf(overrides, symbol)[type]?.[name] ?? null;
    return Object.keys(settings)
      .map((name) => ({
        ...{ type, symbol, name },
        before: valueIn(this.#requested, name),
        after: valueIn(requested, name),
      }))
      .filter(({ before, after }) => before !== after);
  }

  async #keep(
    actor: string,
    changes: readonly RecordedChange[],
    requested: ProfileOverrides,
    profile: DetectionProfile,
    overrides: ProfileOverrides,
  ): Promise<'spool' | 'memory'> {
    const configurations = configurationsOf(profile, overrides);
    const command = this.runtime.newId();
    const record = { command, actor, profile: profile.name, changes, overrides: requested, configurations };
    try {
      const kept = await this.writer.reconfigured(record);
      for (const configuration of configurations) this.book.learn(configuration);
      for (const change of changes) this.#logger.log(textOf(actor, change));
      return kept ? 'spool' : 'memory';
    } catch (error) {
      if (!(error instanceof NotDurableError)) throw error;
      throw new ServiceUnavailableException([error.message]);
    }
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
      if (!isAwayError(error)) throw error;
      this.databases.suspect();
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

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function textOf(actor: string, { type, symbol, name, before, after }: RecordedChange): string {
  const where = symbol ?? 'all symbols';
  return `${actor} changed ${type}.${name} for ${where}: ${before ?? 'not asked for'} → ${after ?? 'taken back'}`;
}
