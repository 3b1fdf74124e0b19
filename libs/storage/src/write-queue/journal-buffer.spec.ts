import { type AlertMessage } from '@genesis/contracts';
import { alertNamed, anomalyNamed } from '../../testing/journal-bench.js';
import { coalesced, JournalBuffer } from './journal-buffer.js';
import { entryFromText, entryText, type JournalEntry } from './journal-entry.js';

function said(kind: 'RAISED' | 'UPDATED' | 'SETTLED', alert: AlertMessage): JournalEntry {
  return { type: 'alert', at: 1, kind, alert };
}

const note: JournalEntry = {
  type: 'step',
  at: 1,
  alertId: 'a',
  symbol: 'AAPL',
  actor: 'kim',
  command: 'c1',
  step: { action: 'notes', note: 'look' },
};

function evidence(bytes: number): JournalEntry {
  const window = { fromMicros: 0, toMicros: 1, fromSequence: 1, toSequence: 2, rowCount: 1, complete: true };
  return {
    type: 'evidence',
    at: 1,
    evidence: { alertId: 'a', symbol: 'AAPL', ...window, inputHash: 'f00d', rows: Buffer.alloc(bytes, 7) },
  };
}

describe('JournalBuffer', () => {
  it('keeps of a row of updates of one alert the last one, in the place of the first', () => {
    const raised = [said('RAISED', alertNamed('a')), said('RAISED', alertNamed('b'))];
    const last = [said('UPDATED', alertNamed('a', 9)), said('UPDATED', alertNamed('b', 2))];
    const updates = [1, 2, 9].map((repeats) => said('UPDATED', alertNamed('a', repeats)));
    const entries = [
      ...raised,
      ...updates.slice(0, 1),
      said('UPDATED', alertNamed('b', 1)),
      ...updates.slice(1),
    ];
    expect(coalesced([...entries, last[1]])).toEqual([...raised, ...last]);
  });

  it('keeps every change of severity, and what stands before and after another entry of the alert', () => {
    const entries = [
      said('UPDATED', alertNamed('a', 1)),
      said('UPDATED', alertNamed('a', 2, { severity: 'HIGH', escalated: true })),
      note,
      said('UPDATED', alertNamed('a', 3, { severity: 'HIGH', escalated: true })),
      said('SETTLED', alertNamed('a', 3, { severity: 'HIGH', escalated: true })),
    ];
    expect(coalesced(entries)).toEqual(entries);
  });

  it('is bounded in entries, and in bytes of evidence; an update that is coalesced needs no room', () => {
    const buffer = new JournalBuffer(2, 10);
    expect(buffer.add(evidence(8))).toBe(true);
    expect(buffer.add(evidence(3))).toBe(false);
    expect(buffer.add(said('UPDATED', alertNamed('b', 1)))).toBe(true);
    expect(buffer.add(said('UPDATED', alertNamed('b', 2)))).toBe(true);
    expect(buffer.add({ type: 'anomaly', at: 1, anomaly: anomalyNamed('x') })).toBe(false);
    expect(buffer.take()).toHaveLength(2);
    expect(buffer.add(evidence(10))).toBe(true);
  });
});

describe('an entry as text', () => {
  it.each([said('RAISED', alertNamed('a')), note, evidence(5)])('is read back as it was: %#', (entry) => {
    const text = entryText(entry);
    expect(text).not.toContain('\n');
    expect(entryFromText(text)).toEqual(entry);
  });
});
