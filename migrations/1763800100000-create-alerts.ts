import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Alerts in their latest form, every step of their lives, what they were raised from, and validation findings.
 * `alert_events` only grows: a trigger refuses whatever would change or remove a link of the chain.
 */
export class CreateAlerts1763800100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createAlerts(runner);
    await createAlertEvents(runner);
    await createEvidence(runner);
    await createAnomalies(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE anomalies, alert_evidence, alert_events, alerts');
    await runner.query('DROP FUNCTION refuse_change()');
  }
}

async function createAlerts(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE alerts (
    id TEXT COLLATE "C" PRIMARY KEY,
    symbol TEXT COLLATE "C" NOT NULL,
    type TEXT NOT NULL,
    side TEXT NOT NULL,
    severity TEXT NOT NULL,
    base_severity TEXT NOT NULL,
    profile TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    ts TIMESTAMP NOT NULL,
    event_ts TIMESTAMP NOT NULL,
    sequence BIGINT NOT NULL,
    price DOUBLE PRECISION,
    fingerprint TEXT NOT NULL,
    escalated BOOLEAN NOT NULL DEFAULT FALSE,
    deduplicated INTEGER NOT NULL DEFAULT 0,
    cool_down INTEGER NOT NULL DEFAULT 0,
    settled BOOLEAN NOT NULL DEFAULT FALSE,
    status TEXT NOT NULL DEFAULT 'NEW' CHECK (status IN ('NEW', 'ACKNOWLEDGED', 'ESCALATED', 'CLOSED')),
    assignee TEXT,
    close_reason TEXT,
    document TEXT NOT NULL,
    raised_document TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now())`);
  await runner.query('CREATE INDEX alerts_ts_id ON alerts (ts, id)');
  await runner.query('CREATE INDEX alerts_symbol_ts_id ON alerts (symbol, ts, id)');
}

async function createAlertEvents(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE alert_events (
    position BIGINT PRIMARY KEY CHECK (position > 0),
    alert_id TEXT COLLATE "C",
    kind TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    actor TEXT NOT NULL,
    payload TEXT NOT NULL,
    key TEXT COLLATE "C" NOT NULL UNIQUE,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL)`);
  await runner.query('CREATE INDEX alert_events_alert_id_position ON alert_events (alert_id, position)');
  await runner.query(`CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% on % is refused: its rows are links of a chain and are only added', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
    END $$`);
  await runner.query(`CREATE TRIGGER alert_events_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}

async function createEvidence(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE alert_evidence (
    alert_id TEXT COLLATE "C" PRIMARY KEY,
    symbol TEXT COLLATE "C" NOT NULL,
    from_ts TIMESTAMP NOT NULL,
    to_ts TIMESTAMP NOT NULL,
    from_sequence BIGINT NOT NULL,
    to_sequence BIGINT NOT NULL,
    row_count INTEGER NOT NULL,
    complete BOOLEAN NOT NULL,
    input_hash TEXT NOT NULL,
    rows BYTEA NOT NULL)`);
}

async function createAnomalies(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE anomalies (
    id TEXT COLLATE "C" PRIMARY KEY,
    ts TIMESTAMP,
    symbol TEXT COLLATE "C" NOT NULL,
    level SMALLINT NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    document TEXT NOT NULL)`);
  await runner.query('CREATE INDEX anomalies_ts_id ON anomalies (ts, id)');
  await runner.query('CREATE INDEX anomalies_symbol_ts_id ON anomalies (symbol, ts, id)');
}
