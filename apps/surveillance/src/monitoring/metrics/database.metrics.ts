import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DatabaseState } from '../../bus/surveillance-events.js';
import { DatabaseService } from '../../persistence/database.service.js';
import { DatabaseWatch } from '../health/database-watch.js';
import { MetricRegistry } from '../reporting/metric-registry.js';
import { copyTotals } from './copy-totals.js';

const STATES: readonly DatabaseState['state'][] = ['OFF', 'STARTING', 'UP', 'DOWN'];
const NO_CONNECTIONS = { total: 0, idle: 0, waiting: 0 };

/** The database, its connections, and the rows that go to it and come from it. */
@Injectable()
export class DatabaseMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricRegistry,
    private readonly databases: DatabaseService,
    private readonly watch: DatabaseWatch,
  ) {}

  onModuleInit(): void {
    this.#showState();
    this.#showPool();
    this.#showCopies();
  }

  #showState(): void {
    const states = this.metrics.gauge('database_state', '1 for the state that the database is in', ['state']);
    const away = this.metrics.gauge(
      'database_away_seconds',
      'How long the database has been away; 0: it is there',
    );
    this.metrics.beforeRead(() => {
      const current = this.databases.state().state;
      for (const state of STATES) states.set({ state }, state === current ? 1 : 0);
      away.set(this.watch.awaySeconds);
    });
  }

  #showPool(): void {
    const pool = this.metrics.gauge(
      'database_pool_connections',
      'Connections to the database by what they do, and who waits for one',
      ['state'],
    );
    this.metrics.beforeRead(() => {
      const { total, idle, waiting } = this.databases.current()?.poolCounts ?? NO_CONNECTIONS;
      pool.set({ state: 'busy' }, total - idle);
      pool.set({ state: 'idle' }, idle);
      pool.set({ state: 'waiting' }, waiting);
    });
  }

  #showCopies(): void {
    const rows = this.metrics.counter('database_copy_rows', 'Rows moved by COPY, by direction', [
      'direction',
    ]);
    this.metrics.beforeRead(() => {
      const { rowsIn, rowsOut } = this.databases.copied();
      copyTotals(rows, [
        [{ direction: 'in' }, rowsIn],
        [{ direction: 'out' }, rowsOut],
      ]);
    });
  }
}
