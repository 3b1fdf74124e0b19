import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { migrationStates } from '@genesis/storage';
import { SurveillanceBus } from '../../bus/surveillance-bus.js';
import { Settings } from '../../config/settings.js';
import { DatabaseService } from '../../persistence/database.service.js';
import { Runtime } from '../../replay/runtime.js';

/** How long the database has been away, and whether it has the shape that this service needs. */
@Injectable()
export class DatabaseWatch implements OnModuleInit, OnApplicationBootstrap {
  readonly #logger = new Logger('Database');
  #awaySinceMs: number | null;
  #pending: readonly string[] = [];

  constructor(
    private readonly settings: Settings,
    private readonly bus: SurveillanceBus,
    private readonly databases: DatabaseService,
    private readonly scheduler: SchedulerRegistry,
    private readonly runtime: Runtime,
  ) {
    this.#awaySinceMs = settings.databaseMode === 'off' ? null : runtime.nowMs();
  }

  onModuleInit(): void {
    this.bus.on('database', DatabaseWatch.name, ({ state }) => {
      if (state === 'DOWN' || state === 'STARTING') this.#awaySinceMs ??= this.runtime.nowMs();
      else this.#awaySinceMs = null;
    });
  }

  onApplicationBootstrap(): void {
    // Cleared by the scheduler when the application shuts down.
    this.scheduler.addInterval(
      DatabaseWatch.name,
      setInterval(() => void this.checkMigrations(), this.settings.selfCheckSeconds * 1000),
    );
  }

  /** 0 while it is there, or is not wanted. */
  get awaySeconds(): number {
    return this.#awaySinceMs === null ? 0 : (this.runtime.nowMs() - this.#awaySinceMs) / 1000;
  }

  /** Names of the migrations that it did not have when it was last looked at. */
  get pendingMigrations(): readonly string[] {
    return this.#pending;
  }

  /** It has them all when it is opened; somebody may take one back while the service runs. Never throws. */
  async checkMigrations(): Promise<void> {
    const database = this.databases.current();
    if (database === null) return;
    try {
      const states = await migrationStates(database.dataSource);
      this.#pending = states.filter(({ taken }) => !taken).map(({ name }) => name);
    } catch (error) {
      this.#logger.warn(`whether migrations are missing cannot be seen: ${String(error)}`);
      this.databases.suspect();
    }
  }
}
