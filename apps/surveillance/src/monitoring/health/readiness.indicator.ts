import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type HealthIndicatorFunction, HealthIndicatorService } from '@nestjs/terminus';
import { HealthBoard, type Readiness } from '../reporting/health-board.js';
import { type HealthFacts } from './health-facts.js';
import { HealthService } from './health.service.js';
import { replayFailed, streamStalled } from './stream-checks.js';
import { databaseAway, migrationsPending, queueFilling, spoolFilling } from './storage-checks.js';

/** Is the service of use: source, database, migrations, spool, and each part that a module has put on the board. */
@Injectable()
export class ReadinessIndicator implements OnModuleInit {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly board: HealthBoard,
    private readonly health: HealthService,
  ) {}

  onModuleInit(): void {
    const { board, health } = this;
    board.addReadinessCheck('source', () => sourceReadiness(health.facts()));
    board.addReadinessCheck('database', () => databaseReadiness(health.facts()));
    board.addReadinessCheck('migrations', () => migrationsReadiness(health.facts()));
    board.addReadinessCheck('spool', () => spoolReadiness(health.facts()));
  }

  /** One for each part. */
  checks(): HealthIndicatorFunction[] {
    return [...this.board.readiness()].map(([part, { ready, details }]) => () => {
      const indicator = this.indicators.check(part);
      return ready ? indicator.up(details) : indicator.down(details);
    });
  }
}

/** Open, and it flows unless it was paused or has ended. */
function sourceReadiness(facts: HealthFacts): Readiness {
  const { state, mode } = facts.replay;
  const issues = [replayFailed(facts), streamStalled(facts)].filter((issue) => issue !== null);
  const ready = state !== 'STARTING' && issues.length === 0;
  return { ready, details: { state, mode, issues: issues.map(({ code }) => code) } };
}

/** There, not wanted, or not away for long: until then what happens to alerts is safe on disk. */
function databaseReadiness(facts: HealthFacts): Readiness {
  const { database, databaseAwaySeconds } = facts;
  const ready = databaseAway(facts)?.severity !== 'unhealthy';
  return { ready, details: { state: database.state, away_seconds: databaseAwaySeconds } };
}

function migrationsReadiness(facts: HealthFacts): Readiness {
  return { ready: migrationsPending(facts) === null, details: { pending: facts.pendingMigrations } };
}

/** Room for what happens to alerts, in memory and on disk. */
function spoolReadiness(facts: HealthFacts): Readiness {
  const { journal } = facts;
  if (journal === null) return { ready: true, details: { state: 'OFF' } };
  const ready = [queueFilling, spoolFilling].every((check) => check(facts)?.severity !== 'unhealthy');
  const { queued, queueCapacity, spoolBytes, spoolMaxBytes, spoolFailure } = journal;
  const room = { queued, queue_limit: queueCapacity, bytes: spoolBytes, bytes_limit: spoolMaxBytes };
  return { ready, details: { ...room, failure: spoolFailure } };
}
