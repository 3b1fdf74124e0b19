import { type HealthIssue, type HealthReport } from '@genesis/contracts';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { AlertWriter } from '../../persistence/alert-writer.js';
import { DatabaseService } from '../../persistence/database.service.js';
import { ReplayService } from '../../replay/replay.service.js';
import { EventLoopDelay } from '../event-loop-delay.js';
import { HealthBoard } from '../reporting/health-board.js';
import { StreamStatistics } from '../stream-statistics.js';
import { DatabaseWatch } from './database-watch.js';
import { HEALTH_CHECKS } from './health-checks.js';
import { type HealthFacts } from './health-facts.js';

/** A slow moment does not count for as long as ten thousand snapshots take. */
const LATENCY_JUDGED_MS = 60_000;

/** Says how the service is, and why. */
@Injectable()
export class HealthService {
  constructor(
    private readonly settings: Settings,
    private readonly replay: ReplayService,
    private readonly databases: DatabaseService,
    private readonly watch: DatabaseWatch,
    private readonly writer: AlertWriter,
    private readonly stream: StreamStatistics,
    private readonly delay: EventLoopDelay,
    private readonly board: HealthBoard,
  ) {}

  report(): HealthReport {
    const facts = this.facts();
    const own = HEALTH_CHECKS.map((check) => check(facts)).filter((issue) => issue !== null);
    const issues = [...own, ...this.board.issues()].map((issue) => this.#strict(issue));
    return {
      status: gravest(issues),
      issues: issues.map(({ code, message }) => `${code}: ${message}`),
      issue_details: issues,
      mode: facts.replay.mode,
      uptime: process.uptime(),
    };
  }

  #strict(issue: HealthIssue): HealthIssue {
    return this.settings.healthStrictCodes.includes(issue.code) ? { ...issue, severity: 'unhealthy' } : issue;
  }

  /** As they are now. */
  facts(): HealthFacts {
    const { stream } = this;
    const { errors, lastListenerFailure: failure } = stream;
    return {
      thresholds: this.settings,
      replay: this.replay.state(),
      trouble: this.replay.trouble(),
      database: this.databases.state(),
      databaseAwaySeconds: this.watch.awaySeconds,
      pendingMigrations: this.watch.pendingMigrations,
      journal: this.writer.statistics(),
      silentSeconds: stream.watch.silentSeconds,
      // Sorts ten thousand samples: only for who asks.
      get latency() {
        return stream.latency.summary(LATENCY_JUDGED_MS);
      },
      eventLoopDelayMs: this.delay.p99Ms,
      listenerFailures: errors.recent('listener_failed'),
      lastListenerFailure: failure && `${failure.listener} on "${failure.event}": ${failure.error.message}`,
      snapshots: stream.snapshotsInLastMinute,
      unusableRows: errors.recent('row_rejected') + errors.recent('row_quarantined'),
    };
  }
}

function gravest(issues: readonly HealthIssue[]): HealthReport['status'] {
  if (issues.some(({ severity }) => severity === 'unhealthy')) return 'unhealthy';
  return issues.length > 0 ? 'degraded' : 'healthy';
}
