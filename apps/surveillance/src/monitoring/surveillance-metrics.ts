import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; the budget is a few milliseconds, the tail is what is looked for. */
const LATENCY_BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

/** Every metric once: its name, its unit and what it means. */
export class SurveillanceMetrics {
  readonly registry = new Registry();
  readonly snapshots = this.#counter('snapshots', 'Snapshots shown', ['symbol']);
  readonly anomalies = this.#counter('anomalies', 'Findings of the validation', ['level', 'code']);
  readonly alerts = this.#counter('alerts', 'Alerts raised', ['type', 'severity', 'profile']);
  readonly suppressed = this.#counter('alerts_suppressed', 'Repeats that another alert stands for', [
    'reason',
  ]);
  readonly errors = this.#counter('errors', 'Errors of the service by kind', ['kind']);
  readonly refusals = this.#counter('client_refusals', 'Connections and requests turned down', ['reason']);
  readonly deliveries = this.#counter('deliveries', 'Messages sent to clients', ['kind', 'event']);
  readonly conflated = this.#counter('conflated_frames', 'Snapshots replaced by a newer one unsent', [
    'kind',
  ]);
  readonly connections = this.#gauge('active_connections', 'Clients connected now', ['kind']);
  readonly members = this.#gauge('room_members', 'Subscriptions to rooms of a kind', ['room']);
  readonly speed = this.#gauge('replay_speed_ratio', 'Speed of the replay, in times real time', []);
  readonly state = this.#gauge('replay_state', '1 for the state that the replay is in', ['state']);
  readonly mode = this.#gauge('replay_mode', '1 for the mode in use', ['mode']);
  readonly lagResets = this.#counter(
    'replay_lag_resets',
    'Times that the replay was too far behind to catch up and went on from where it was',
    [],
  );
  readonly journalQueue = this.#gauge(
    'journal_queue_events',
    'Events that wait in memory for disk or database',
    [],
  );
  readonly spoolBytes = this.#gauge('spool_bytes', 'Bytes on disk that wait for the database', []);
  readonly journalLag = this.#gauge(
    'journal_lag_seconds',
    'How long the oldest waiting event has waited',
    [],
  );
  readonly journalWritten = this.#counter('journal_written', 'Events handed to the database', []);
  readonly journalFailures = this.#counter(
    'journal_failures',
    'Events and writes that failed, by what happened',
    ['kind'],
  );
  readonly latencySummary = this.#gauge(
    'latency_seconds',
    'Average and percentiles of the newest 10,000 latencies, from due to handed to every client',
    ['stat'],
  );
  readonly latency = new Histogram({
    name: 'genesis_pipeline_latency_seconds',
    help: 'From when a snapshot was due until it was handed to every client',
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  #counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ name: `genesis_${name}_total`, help, labelNames, registers: [this.registry] });
  }

  #gauge<L extends string>(name: string, help: string, labelNames: readonly L[]): Gauge<L> {
    return new Gauge({ name: `genesis_${name}`, help, labelNames, registers: [this.registry] });
  }
}
