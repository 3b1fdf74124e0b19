import { rowBytes, ROW_STRIDE, RowsHash, SnapshotBatch, SymbolTable, TS } from '@genesis/market';
import { AlertTimeline } from '../../testing/alert-timeline.js';
import { collectEvidence } from './collect-evidence.js';
import { InputRows } from './input-rows.js';

/** 20 rows of AAPL, one every 0.1 s, numbered from 1. */
function session(): SnapshotBatch {
  const batch = new SnapshotBatch(20, new SymbolTable(['AAPL']));
  for (let row = 0; row < 20; row++) {
    batch.rows[row * ROW_STRIDE + TS] = row * 100_000;
    batch.sequences[row] = row + 1;
  }
  batch.length = 20;
  return batch;
}

describe('collectEvidence', () => {
  it('takes the window of the alert: numbers 6 to 16 are rows 5 to 15', () => {
    const batch = session();
    const input = new InputRows(64);
    input.record(batch, 0, 20);
    const timeline = new AlertTimeline();
    timeline.push(1.5); // row 16; the window begins at 6: see detectionAt
    const [alert] = timeline.alerts('raised');
    const evidence = collectEvidence(alert, input);
    const rows = rowBytes(batch.rows, 5, 16);
    expect(evidence).toEqual({
      alertId: alert.id,
      symbol: 'AAPL',
      fromMicros: 500_000,
      toMicros: 1_500_000,
      fromSequence: 6,
      toSequence: 16,
      rowCount: 11,
      complete: true,
      inputHash: new RowsHash().add(rows).digest(),
      rows,
    });
  });

  it('says that it is not whole where rows have gone', () => {
    const input = new InputRows(10);
    input.record(session(), 0, 20);
    const timeline = new AlertTimeline();
    timeline.push(1.5);
    expect(collectEvidence(timeline.alerts('raised')[0], input)).toMatchObject({
      rowCount: 6,
      complete: false,
    });
  });
});
