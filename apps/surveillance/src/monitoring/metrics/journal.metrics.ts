import { type JournalStatistics } from '@genesis/storage';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AlertWriter } from '../../persistence/alert-writer.js';
import { MetricRegistry } from '../reporting/metric-registry.js';
import { copyTotals } from './copy-totals.js';

/** What waits for the database; nothing of it with DATABASE=off. */
@Injectable()
export class JournalMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricRegistry,
    private readonly writer: AlertWriter,
  ) {}

  onModuleInit(): void {
    const readers = [this.#queues(), this.#lag(), this.#written()];
    this.metrics.beforeRead(() => {
      const journal = this.writer.statistics();
      if (journal !== null) for (const read of readers) read(journal);
    });
  }

  #queues(): (journal: JournalStatistics) => void {
    const { metrics } = this;
    const queue = metrics.gauge('journal_queue_events', 'Events that wait in memory for disk or database');
    const room = metrics.gauge('journal_queue_limit_events', 'Events that find room there (JOURNAL_QUEUE)');
    const spool = metrics.gauge('spool_bytes', 'Bytes on disk that wait for the database');
    const disk = metrics.gauge('spool_limit_bytes', 'Bytes that find room there (SPOOL_MAX_BYTES)');
    return ({ queued, queueCapacity, spoolBytes, spoolMaxBytes }) => {
      queue.set(queued);
      room.set(queueCapacity);
      spool.set(spoolBytes);
      disk.set(spoolMaxBytes);
    };
  }

  #lag(): (journal: JournalStatistics) => void {
    const lag = this.metrics.gauge('journal_lag_seconds', 'How long the oldest waiting event has waited');
    return ({ lagSeconds }) => lag.set(lagSeconds);
  }

  #written(): (journal: JournalStatistics) => void {
    const written = this.metrics.counter('journal_written', 'Events handed to the database');
    const failures = this.metrics.counter(
      'journal_failures',
      'Events and writes that failed, by what happened',
      ['kind'],
    );
    return (journal) => {
      copyTotals(written, [[{}, journal.written]]);
      copyTotals(failures, [
        [{ kind: 'write' }, journal.writeFailures],
        [{ kind: 'dropped' }, journal.dropped],
        [{ kind: 'damaged' }, journal.damaged],
        [{ kind: 'refused' }, journal.refused],
      ]);
    };
  }
}
