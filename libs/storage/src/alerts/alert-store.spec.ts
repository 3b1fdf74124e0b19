import { ChainVerifier, type ChainLink } from '@genesis/alerts';
import { type AlertMessage } from '@genesis/contracts';
import { alertNamed, anomalyNamed } from '../../testing/journal-bench.js';
import { startTestServer, type TestServer } from '../../testing/test-database.js';
import { type Database } from '../database.js';
import { type JournalEntry, type StepEntry } from '../write-queue/journal-entry.js';
import { RefusedEntryError } from '../write-queue/journal-target.js';
import { AlertStore } from './alert-store.js';
import { readLinks } from './chain-reader.js';

const AT = 1_700_000_000_123;

function said(kind: 'RAISED' | 'UPDATED' | 'SETTLED', alert: AlertMessage): JournalEntry {
  return { type: 'alert', at: AT, kind, alert };
}

function step(command: string, alertId: string, what: StepEntry['step']): StepEntry {
  return { type: 'step', at: AT, alertId, symbol: 'AAPL', actor: 'kim', command, step: what };
}

describe('AlertStore', () => {
  let server: TestServer;
  let database: Database;
  let store: AlertStore;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  beforeEach(async () => {
    database = await server.freshDatabase();
    store = new AlertStore(database, 10_000);
  });

  async function links(): Promise<ChainLink[]> {
    const all: ChainLink[] = [];
    for await (const part of readLinks(database)) all.push(...part);
    const verifier = new ChainVerifier();
    all.forEach((link) => verifier.add(link));
    expect(verifier.finish()).toBeNull();
    return all;
  }

  async function row(id: string): Promise<Record<string, unknown> | undefined> {
    const rows: Record<string, unknown>[] = await database.dataSource.query(
      'SELECT * FROM alerts WHERE id = $1',
      [id],
    );
    return rows[0];
  }

  it('keeps the life of an alert: rows in their latest form, every step in the chain', async () => {
    const raised = alertNamed('a');
    const updated = alertNamed('a', 3, { severity: 'HIGH', escalated: true });
    const receipt = await store.write([
      said('RAISED', raised),
      said('UPDATED', updated),
      step('c1', 'a', { action: 'assign', assignee: 'lee', note: null }),
      step('c2', 'a', { action: 'close', reason: 'DATA_FAULT', note: 'feed was late' }),
      said('SETTLED', updated),
    ]);
    expect(receipt.newEvents).toBe(5);
    expect(receipt.steps).toEqual([
      { alertId: 'a', command: 'c1', applied: true },
      { alertId: 'a', command: 'c2', applied: true },
    ]);
    const closed = { status: 'CLOSED', assignee: 'lee', close_reason: 'DATA_FAULT' };
    expect(receipt.lifecycles.get('a')).toEqual(closed);
    expect(await row('a')).toMatchObject({
      ...closed,
      settled: true,
      severity: 'HIGH',
      deduplicated: 3,
      ts: 1_340_285_412_750_000,
      document: JSON.stringify(updated),
      raised_document: JSON.stringify(raised),
    });
    expect((await links()).map(({ position, kind, actor }) => [position, kind, actor])).toEqual([
      [1, 'RAISED', 'engine'],
      [2, 'UPDATED', 'engine'],
      [3, 'ASSIGNED', 'kim'],
      [4, 'CLOSED', 'kim'],
      [5, 'SETTLED', 'engine'],
    ]);
  });

  it('leaves no trace of a second pass, in whatever portions it comes', async () => {
    const pass = [
      said('RAISED', alertNamed('a')),
      said('UPDATED', alertNamed('a', 2)),
      said('UPDATED', alertNamed('a', 5)),
      said('SETTLED', alertNamed('a', 5)),
    ];
    await store.write(pass);
    await store.write([step('c1', 'a', { action: 'acknowledge', note: null })]);
    const before = [await row('a'), await links()];
    for (const repeats of [0, 1, 3, 4, 5]) {
      const kind = repeats === 0 ? 'RAISED' : 'UPDATED';
      expect((await store.write([said(kind, alertNamed('a', repeats))])).newEvents).toBe(0);
    }
    expect((await store.write(pass)).newEvents).toBe(0);
    expect((await store.write([step('c1', 'a', { action: 'acknowledge', note: null })])).newEvents).toBe(0);
    expect([await row('a'), await links()]).toEqual(before);
  });

  it('takes over an alert that is raised with other content, and keeps what analysts did', async () => {
    await store.write([said('RAISED', alertNamed('a')), said('UPDATED', alertNamed('a', 4))]);
    await store.write([step('c1', 'a', { action: 'escalate', note: null })]);
    const other = alertNamed('a', 0, { score: 40 });
    expect((await store.write([said('RAISED', other)])).newEvents).toBe(1);
    expect(await row('a')).toMatchObject({
      status: 'ESCALATED',
      deduplicated: 0,
      raised_document: JSON.stringify(other),
    });
  });

  it('records a step that came too late as refused, and says so', async () => {
    await store.write([said('RAISED', alertNamed('a'))]);
    await store.write([step('c1', 'a', { action: 'close', reason: 'TRUE_POSITIVE', note: null })]);
    const late = step('c2', 'a', { action: 'acknowledge', note: 'mine' });
    const receipt = await store.write([late]);
    expect(receipt.steps).toEqual([{ alertId: 'a', command: 'c2', applied: false }]);
    expect(receipt.lifecycles.get('a')).toMatchObject({ status: 'CLOSED' });
    const refused = (await links()).at(-1);
    expect(refused?.kind).toBe('REFUSED');
    expect(JSON.parse(refused?.payload ?? '')).toEqual({
      action: 'acknowledge',
      status: 'CLOSED',
      step: '{"command":"c2","note":"mine"}',
    });
    expect((await store.write([late])).newEvents).toBe(0);
  });

  it('gives an alert the steps that the chain had before its row came', async () => {
    await store.write([step('c1', 'a', { action: 'acknowledge', note: null })]);
    await store.write([said('RAISED', alertNamed('a'))]);
    expect(await row('a')).toMatchObject({ status: 'ACKNOWLEDGED' });
  });

  const evidence = {
    alertId: 'a',
    symbol: 'AAPL',
    fromMicros: 1_340_285_410_500_000,
    toMicros: 1_340_285_412_250_001,
    fromSequence: 210,
    toSequence: 249,
    rowCount: 1,
    complete: true,
    inputHash: 'f00d',
    rows: new Uint8Array([1, 2, 255]),
  };

  it('keeps evidence with its rows, and does not give up a whole window for a part of it', async () => {
    await store.write([{ type: 'evidence', at: AT, evidence }]);
    const part = { ...evidence, complete: false, inputHash: 'beef', rows: new Uint8Array([1]) };
    await store.write([{ type: 'evidence', at: AT, evidence: part }]);
    const [kept]: Record<string, unknown>[] = await database.dataSource.query('SELECT * FROM alert_evidence');
    expect(kept).toMatchObject({
      to_ts: 1_340_285_412_250_001,
      rows: Buffer.from([1, 2, 255]),
      complete: true,
    });
    expect((await links()).map(({ kind }) => kind)).toEqual(['EVIDENCE', 'EVIDENCE']);
  });

  it('keeps the window that an alert has reached, though a second pass tells of a shorter one on the way', async () => {
    const raised = alertNamed('a');
    const grave = { ...raised.evidence, to_sequence: 260 };
    const updated = alertNamed('a', 1, { severity: 'HIGH', escalated: true, evidence: grave });
    const whole: JournalEntry = { type: 'evidence', at: AT, evidence: { ...evidence, toSequence: 260 } };
    const short: JournalEntry = { type: 'evidence', at: AT, evidence: { ...evidence, inputHash: 'beef' } };
    const window = async (): Promise<unknown> =>
      database.dataSource.query('SELECT to_sequence, input_hash FROM alert_evidence');
    // Both were due at once, so that one window was collected; the second time they are due one by one.
    await store.write([said('RAISED', raised), said('UPDATED', updated), whole]);
    await store.write([said('RAISED', raised), short, said('UPDATED', updated), whole]);
    expect(await window()).toEqual([{ to_sequence: 260, input_hash: 'f00d' }]);
    // With other settings it is another alert, whatever its window.
    await store.write([
      said('RAISED', { ...raised, score: 50 }),
      { type: 'evidence', at: AT, evidence: { ...evidence, inputHash: 'cafe' } },
    ]);
    expect(await window()).toEqual([{ to_sequence: 249, input_hash: 'cafe' }]);
  });

  it('keeps each anomaly once, also one without a stamp', async () => {
    const anomalies = [anomalyNamed('x'), anomalyNamed('y', { timestamp: null }), anomalyNamed('x')];
    const entries = anomalies.map((anomaly): JournalEntry => ({ type: 'anomaly', at: AT, anomaly }));
    await store.write(entries);
    await store.write(entries);
    const rows = await database.dataSource.query('SELECT id, ts, document FROM anomalies ORDER BY id');
    expect(rows).toEqual([
      { id: 'x', ts: 1_340_285_412_750_000, document: JSON.stringify(anomalies[0]) },
      { id: 'y', ts: null, document: JSON.stringify(anomalies[1]) },
    ]);
  });

  it('refuses as a whole what can never be stored', async () => {
    const entries = [said('RAISED', alertNamed('a')), said('RAISED', alertNamed('b', 0, { symbol: 'A\0B' }))];
    await expect(store.write(entries)).rejects.toThrow(RefusedEntryError);
    expect(await links()).toEqual([]);
  });

  it('numbers the links without holes when several write at once', async () => {
    const batches = Array.from({ length: 12 }, (_, i) => [said('RAISED', alertNamed(`a${i}`))]);
    await Promise.all(batches.map((batch) => new AlertStore(database, 10_000).write(batch)));
    expect((await links()).map(({ position }) => position)).toEqual(batches.map((_, i) => i + 1));
  });

  it.each([
    'UPDATE alert_events SET actor = $$nobody$$',
    'DELETE FROM alert_events',
    'TRUNCATE alert_events',
  ])('has a table that refuses %s', async (statement) => {
    await store.write([said('RAISED', alertNamed('a'))]);
    await expect(database.dataSource.query(statement)).rejects.toThrow('is refused');
    expect(await links()).toHaveLength(1);
  });
});
