import { type AlertMessage, type ProfileName } from '@genesis/contracts';
import { createProfile } from '@genesis/detection';
import { createSimulatedSource } from '@genesis/ingest';
import { ASK_VOLUME, ROW_STRIDE, SnapshotBatch, TS } from '@genesis/market';
import { quietBatch } from '../../../../test/support/quiet-batch.js';
import { AlertRecorder } from '../../testing/alert-recorder.js';
import { BatchSource, rowsOfSymbol } from '../../testing/batch-source.js';
import { type StoredAlert } from './stored-alert.js';
import { type Verification } from './verification.js';
import { verifyAlerts } from './verify-alerts.js';

const SESSION = { seed: 11, symbols: 1, rate: 20, durationMicros: 300_000_000, episodeIntervalSeconds: 20 };
/** 300 s at about 20 rows a second. */
const ROOM = 16_384;

function verify(alerts: readonly StoredAlert[], rows: SnapshotBatch): Promise<Verification[]> {
  return verifyAlerts(alerts, { openSource: () => new BatchSource(rows), profileOf: createProfile });
}

function verdictsOf(verifications: readonly Verification[]): string[] {
  return [...new Set(verifications.map(({ verdict }) => verdict))];
}

/** The alert with its latest form changed. */
function retold(stored: StoredAlert, change: (alert: AlertMessage) => object): StoredAlert {
  return { ...stored, document: JSON.stringify(change(JSON.parse(stored.document) as AlertMessage)) };
}

function copyOf(batch: SnapshotBatch): SnapshotBatch {
  const copy = new SnapshotBatch(batch.capacity, batch.symbols);
  for (let row = 0; row < batch.length; row++) copy.appendRow(batch, row, batch.instruments[row]);
  copy.trades.values = batch.trades.values.slice();
  copy.trades.length = batch.trades.length;
  return copy;
}

describe('verifyAlerts', () => {
  let rows: SnapshotBatch;
  let alerts: StoredAlert[];

  beforeAll(async () => {
    rows = await rowsOfSymbol(createSimulatedSource(SESSION), 'ACME', ROOM);
    const recorder = await new AlertRecorder().play(new BatchSource(rows, 500).open());
    recorder.pipeline.finish();
    ({ alerts } = recorder);
  });

  /** Row of the symbol with that number. */
  const rowAt = (batch: SnapshotBatch, sequence: number): Float64Array =>
    batch.rows.subarray((sequence - 1) * ROW_STRIDE, sequence * ROW_STRIDE);

  it.each<ProfileName>(['calibrated', 'seed'])(
    'makes the alerts of one instrument again that were raised among others: %s',
    async (profile) => {
      const recorder = new AlertRecorder(profile);
      await recorder.play(createSimulatedSource({ ...SESSION, symbols: 3, batchRows: 100 }).open());
      recorder.pipeline.finish();
      const own = recorder.alerts.filter(({ document }) => document.includes('"symbol":"ACME"'));
      expect(own.length).toBeGreaterThan(3);
      expect(own.some(({ document, raisedDocument }) => document !== raisedDocument)).toBe(
        profile === 'seed',
      );
      const verified = await verify(own, rows);
      expect(verdictsOf(verified)).toEqual(['SAME']);
      expect(verified.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
      expect(verified[0].reason).toMatch(/^replayed from row 1 at \d+/);
    },
  );

  it('leaves out what was not judged when it was interrupted, in the middle of a replay too', async () => {
    const interrupt = new AbortController();
    let batches = 0;
    const source = new BatchSource(rows, 500);
    const counted = jest.spyOn(source, 'open').mockImplementation(async function* (range) {
      for await (const batch of new BatchSource(rows, 500).open(range)) {
        batches++;
        if (batches === 3) interrupt.abort();
        yield batch;
      }
    });
    const context = { openSource: () => source, profileOf: createProfile, signal: interrupt.signal };
    const unreadable = { ...alerts[0], document: 'no JSON' };
    expect(await verifyAlerts([...alerts, unreadable], context)).toMatchObject([{ verdict: 'DIFFERENT' }]);
    expect(batches).toBe(3);
    expect(counted).toHaveBeenCalledTimes(2);
    expect(verdictsOf(await verify(alerts, rows))).toEqual(['SAME']);
  });

  it('begins where a seek began, not at the beginning of the data', async () => {
    const middle = rowAt(rows, 2000)[TS];
    const recorder = new AlertRecorder();
    await recorder.play(new BatchSource(rows).open());
    recorder.pipeline.reset();
    await recorder.play(new BatchSource(rows).open({ fromMicros: middle }));
    recorder.pipeline.finish();
    const states = new Set(
      recorder.alerts.map((stored) => (JSON.parse(stored.document) as AlertMessage).evidence.state_from),
    );
    expect(states.size).toBe(2);
    // Some were raised in both passes: first in the one, last in the other.
    expect(
      recorder.alerts.some(
        ({ document, raisedDocument }) =>
          raisedDocument.includes('"state_from_sequence":1}') &&
          document.includes('"state_from_sequence":2000}'),
      ),
    ).toBe(true);
    expect(verdictsOf(await verify(recorder.alerts, rows))).toEqual(['SAME']);
  });

  it('takes any form that the alert had on its way for its latest', async () => {
    const recorder = await new AlertRecorder('seed').play(new BatchSource(rows).open());
    recorder.pipeline.finish();
    const changed = recorder.alerts.filter(({ document, raisedDocument }) => document !== raisedDocument);
    const early = changed.map((stored) => ({ ...stored, document: stored.raisedDocument }));
    expect(verdictsOf(await verify(early, rows))).toEqual(['SAME']);
    const wrong = changed.map((stored) => ({ ...stored, raisedDocument: stored.document }));
    expect(verdictsOf(await verify(wrong, rows))).toEqual(['DIFFERENT']);
  });

  it('names the fields that were changed in a stored alert', async () => {
    const tampered = retold(alerts[1], (alert) => ({
      ...alert,
      severity: 'LOW',
      evidence: { ...alert.evidence, from: alert.evidence.from - 1 },
    }));
    const [verified] = await verify([tampered], rows);
    const { severity, evidence } = JSON.parse(alerts[1].document) as AlertMessage;
    expect(verified).toMatchObject({ id: alerts[1].id, verdict: 'DIFFERENT' });
    expect(verified.differences).toEqual([
      { field: 'severity', stored: '"LOW"', replayed: JSON.stringify(severity) },
      {
        field: 'evidence.from',
        stored: JSON.stringify(evidence.from - 1),
        replayed: JSON.stringify(evidence.from),
      },
    ]);
    expect(verified.reason).toContain('its latest form differs; the rows of its window are those');
  });

  it.each([
    ['is no JSON', (text: string) => `${text}}`, 'the latest form is no JSON object'],
    [
      'has lost a field',
      (text: string) => text.replace('"sequence":', '"seq":'),
      'no usable field "sequence"',
    ],
    ['has lost its state', (text: string) => text.replace('"state_from":', '"x":'), '"evidence.state_from"'],
    ['is another alert', (text: string) => text.replace(/"id":"[^"]+"/, '"id":"0000"'), 'alert "0000"'],
    ['is only written differently', (text: string) => text.replace(':', ': '), 'though no field differs'],
  ])('says where a stored alert %s', async (_, change, reason) => {
    const [verified] = await verify([{ ...alerts[0], document: change(alerts[0].document) }], rows);
    expect(verified).toMatchObject({ verdict: 'DIFFERENT', reason: expect.stringContaining(reason) });
  });

  it('knows an altered row of the window by the hash, whether the alert still comes out or not', async () => {
    const [stored] = alerts;
    const changed = copyOf(rows);
    rowAt(changed, stored.window?.toSequence ?? 0)[ASK_VOLUME + 9] += 1;
    const [slightly] = await verify([stored], changed);
    expect(slightly).toMatchObject({ verdict: 'ROWS_MISSING', differences: [] });
    expect(slightly.reason).toContain('the same alert comes out, but');
    expect(slightly.reason).toContain('not those that it was raised from: SHA-256');
  });

  it('says that an alert does not come out of rows that lack what it saw', async () => {
    const [stored] = alerts;
    const changed = copyOf(rows);
    const { fromSequence = 0, toSequence = 0 } = stored.window ?? {};
    for (let sequence = fromSequence - 1; sequence <= toSequence + 40; sequence++) {
      rowAt(changed, sequence).set(rowAt(changed, fromSequence - 2).subarray(1), 1);
    }
    const [verified] = await verify([stored], changed);
    expect(verified.verdict).toBe('ROWS_MISSING');
    expect(verified.reason).toMatch(/^rows \d+ to \d+, its window, are not those/);
    const [unhashed] = await verify([{ ...stored, window: null }], changed);
    expect(unhashed.verdict).toBe('DIFFERENT');
    expect(unhashed.reason).toMatch(
      /^the alert does not come out of the rows; no hash over its whole window/,
    );
  });

  it('counts the rows of the window that are gone', async () => {
    const stored = alerts[alerts.length - 1];
    const cut = copyOf(rows);
    const { fromSequence = 0, toSequence = 0 } = stored.window ?? {};
    cut.length = fromSequence;
    const [verified] = await verify([stored], cut);
    expect(verified.verdict).toBe('ROWS_MISSING');
    expect(verified.reason).toContain(`its window, 1 of ${toSequence - fromSequence + 1} are there`);
  });

  it('says where there is no row with which the state can begin', async () => {
    const later = copyOf(rows);
    for (let row = 0; row < later.length; row++) later.rows[row * ROW_STRIDE + TS] += 7;
    const verified = await verify(alerts, later);
    expect(verdictsOf(verified)).toEqual(['ROWS_MISSING']);
    expect(verified[0].reason).toContain('batch has no row of ACME at');
  });

  it('finds the rows again under other numbers', async () => {
    const renumbered = copyOf(rows);
    for (let row = 0; row < renumbered.length; row++) renumbered.sequences[row] += 500;
    const verified = await verify(alerts, renumbered);
    expect(verdictsOf(verified)).toEqual(['SAME']);
    expect(verified[0].reason).toContain('the numbers of the rows have changed by 500');
  });

  it('begins in the middle of rows with one stamp, where the state began there', async () => {
    const shared = copyOf(rows);
    for (const sequence of [1, 2, 3]) rowAt(shared, sequence)[TS] = rowAt(shared, 4)[TS];
    const tail = copyOf(shared);
    tail.trades.clear();
    tail.rows.copyWithin(0, 2 * ROW_STRIDE);
    tail.sequences.copyWithin(0, 2);
    tail.length -= 2;
    const recorder = await new AlertRecorder().play(new BatchSource(tail).open());
    recorder.pipeline.finish();
    expect(recorder.alerts[0].document).toContain('"state_from_sequence":3}');
    shared.trades.clear();
    expect(verdictsOf(await verify(recorder.alerts, shared))).toEqual(['SAME']);
  });

  it('ends the data where they ended then, whatever came to them since', async () => {
    // An order of 2,000 is gone from row 416 on, and back at row 421: explained, unless the data end before.
    const requoted = quietBatch(500, (row, index) => {
      if (index >= 400 && (index < 415 || index >= 420)) row[ASK_VOLUME + 3] += 2_000;
    });
    const then = copyOf(requoted);
    then.length = 418;
    const recorder = await new AlertRecorder().play(new BatchSource(then).open());
    recorder.pipeline.finish();
    expect(recorder.alerts).toHaveLength(1);
    const [verified] = await verify(recorder.alerts, requoted);
    expect(verified.verdict).toBe('SAME');
    expect(verified.reason).toMatch(/to row 418, with which the data ended then$/);
  });

  it('gives a silent instrument the time that others gave it', async () => {
    const quiet = quietBatch(420, (row, index) => {
      if (index >= 400 && index < 415) row[ASK_VOLUME + 3] += 2_000;
    });
    const recorder = await new AlertRecorder().play(new BatchSource(quiet).open());
    recorder.pipeline.advance(1_700_000_043_000_000);
    expect(recorder.alerts).toHaveLength(1);
    expect(verdictsOf(await verify(recorder.alerts, quiet))).toEqual(['SAME']);
  });

  it('does not replay what another engine or another configuration raised', async () => {
    const sources: BatchSource[] = [];
    const openSource = (): BatchSource => {
      sources.push(new BatchSource(rows));
      return sources[sources.length - 1];
    };
    const context = { openSource, profileOf: createProfile };
    const elsewhere = (change: object): StoredAlert => {
      const changed = (text: string): string => {
        const alert = JSON.parse(text) as AlertMessage;
        return JSON.stringify({ ...alert, evidence: { ...alert.evidence, ...change } });
      };
      const { raisedDocument, document } = alerts[0];
      return { ...alerts[0], raisedDocument: changed(raisedDocument), document: changed(document) };
    };
    const verified = await verifyAlerts(
      [elsewhere({ engine: '0.0.9' }), elsewhere({ configuration: 'c0ffee' })],
      context,
    );
    expect(verified).toMatchObject([
      { verdict: 'OTHER_ENGINE', reason: expect.stringContaining('version 0.0.9') },
      {
        verdict: 'OTHER_CONFIGURATION',
        reason: expect.stringMatching(
          /^raised with configuration c0ffee of profile calibrated.*: verify it with/,
        ),
      },
    ]);
    expect(sources).toEqual([]);
    await verifyAlerts(alerts, context);
    // All of them by one replay.
    expect(sources.map(({ closed }) => closed)).toEqual([1]);
  });
});
