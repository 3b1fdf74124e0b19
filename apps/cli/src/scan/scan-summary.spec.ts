import { alertMessage } from '../../testing/alert-message.js';
import { anomalyMessage } from '../../testing/anomaly-message.js';
import { testBatch } from '../../testing/test-batch.js';
import { ACCEPTED, DROPPED, QUARANTINED, REJECTED } from '@genesis/validation';
import { ScanSummary } from './scan-summary.js';
import { summaryJson, type ScanFacts } from './summary-json.js';
import { summaryTable } from './summary-table.js';

const T = 1_340_271_000_000_000;
const FACTS: ScanFacts = {
  source: 'CSV aapl.csv',
  format: 'csv',
  profile: 'calibrated',
  configuration: '0123456789abcdef',
  version: '9.8.7',
  interrupted: false,
  elapsedSeconds: 2,
  detectors: [
    {
      type: 'QUOTE_STUFFING',
      profile: 'calibrated',
      description: 'bursts',
      source: 'MAR 12(2)(c)',
      settings: {},
      symbols: {
        AAPL: { state: 'NOT_OBSERVABLE', reason: 'fixed cadence' },
        MSFT: { state: 'ACTIVE', reason: null },
      },
    },
  ],
};

function summaryOfSixRows(): ScanSummary {
  const summary = new ScanSummary();
  const { batch, results } = testBatch([
    { tsMicros: T, outcome: REJECTED },
    { tsMicros: T + 1_000_000 },
    { tsMicros: T + 2_000_000, symbol: 'MSFT' },
    { tsMicros: T + 3_500_000 },
    { tsMicros: T + 3_500_000, outcome: DROPPED },
    { tsMicros: T + 9_000_000, outcome: QUARANTINED },
  ]);
  batch.defects.push(
    {
      kind: 'lost',
      row: 1,
      code: 'BAD_TS',
      position: 3,
      symbol: 'AAPL',
      column: 'ts',
      text: 'x',
      tsMicros: null,
      issue: '',
    },
    { kind: 'cell', row: 1, code: 'NAN', column: 'bid_price_3', text: 'nan' },
  );
  summary.addBatch(batch, results.outcomes);
  return summary;
}

describe('ScanSummary', () => {
  it('accounts for every line once', () => {
    expect(summaryOfSixRows().rows).toEqual({
      read: 7,
      accepted: 3,
      quarantined: 1,
      rejected: 1,
      dropped: 1,
      unreadable: 1,
    });
  });

  it('takes the span from accepted rows only', () => {
    const { fromMicros, toMicros } = summaryOfSixRows();
    expect([fromMicros, toMicros]).toEqual([T + 1_000_000, T + 3_500_000]);
  });

  it('ignores outcomes that are left over from a longer batch', () => {
    const summary = new ScanSummary();
    const { batch } = testBatch([{ tsMicros: T }]);
    summary.addBatch(batch, Uint8Array.of(ACCEPTED, REJECTED, REJECTED));
    expect(summary.rows).toMatchObject({ read: 1, rejected: 0 });
  });

  it('counts rows by symbol, alerts by type and severity, anomalies by level and code', () => {
    const summary = summaryOfSixRows();
    summary.addAlert(alertMessage({ type: 'WIDE_SPREAD', severity: 'LOW' }));
    summary.addAlert(alertMessage({ type: 'SPOOFING', severity: 'CRITICAL' }));
    summary.addAlert(alertMessage({ type: 'SPOOFING', severity: 'HIGH' }));
    summary.addAnomaly(anomalyMessage({ level: 5, code: 'CROSSED_BOOK' }));
    summary.addAnomaly(anomalyMessage({ level: 2, code: 'NAN' }));
    summary.addAnomaly(anomalyMessage({ level: 2, code: 'NAN' }));
    expect([...summary.symbols]).toEqual([
      ['AAPL', 5],
      ['MSFT', 1],
    ]);
    expect(summary.alertCounts()).toEqual([
      { type: 'SPOOFING', counts: { LOW: 0, MEDIUM: 0, HIGH: 1, CRITICAL: 1 } },
      { type: 'WIDE_SPREAD', counts: { LOW: 1, MEDIUM: 0, HIGH: 0, CRITICAL: 0 } },
    ]);
    expect(summary.alertCountsBySeverity()).toEqual({ LOW: 1, MEDIUM: 0, HIGH: 1, CRITICAL: 1 });
    expect(summary.anomalyCounts()).toEqual([
      { level: 2, code: 'NAN', count: 2 },
      { level: 5, code: 'CROSSED_BOOK', count: 1 },
    ]);
  });
});

describe('summaryJson', () => {
  it('has the counts, the span in epoch seconds and the rate', () => {
    const summary = summaryOfSixRows();
    summary.addAlert(alertMessage());
    expect(summaryJson(summary, FACTS)).toMatchObject({
      rows: { read: 7 },
      symbols: { AAPL: 5, MSFT: 1 },
      from: 1_340_271_001,
      to: 1_340_271_003.5,
      rows_per_second: 4,
      alerts: 1,
      alerts_by_type: { SPOOFING: { HIGH: 1 } },
      interrupted: false,
    });
  });

  it('has no span where nothing was accepted', () => {
    expect(summaryJson(new ScanSummary(), FACTS)).toMatchObject({ from: null, to: null, rows: { read: 0 } });
  });
});

describe('summaryTable', () => {
  it('shows what matters in plain text', () => {
    const summary = summaryOfSixRows();
    summary.addAlert(alertMessage({ severity: 'CRITICAL' }));
    summary.addAnomaly(anomalyMessage());
    const text = summaryTable(summary, { ...FACTS, interrupted: true });
    expect(text).toContain('interrupted');
    expect(text).toContain('3 accepted, 1 quarantined, 1 rejected, 1 dropped, 1 unreadable');
    expect(text).toContain('2012-06-21 09:30:01.000 to 2012-06-21 09:30:03.500 (2.500 s)');
    expect(text).toContain('4 rows/s (2.00 s)');
    expect(text).toMatch(/SPOOFING\s+│\s+│\s+│\s+│\s+1 │\s+1 │/);
    expect(text).toMatch(/NAN\s+│\s+2 │\s+1 │/);
    expect(text).toContain('QUOTE_STUFFING on AAPL: NOT_OBSERVABLE, fixed cadence');
    expect(text).not.toContain('MSFT: ACTIVE');
    expect(text).not.toContain('\u001b');
  });

  it('says none where there is nothing', () => {
    const text = summaryTable(new ScanSummary(), { ...FACTS, detectors: [], elapsedSeconds: 0 });
    expect(text).toContain('Alerts   none');
    expect(text).toContain('no accepted row');
    expect(text).toContain('0 rows/s');
    expect(text).not.toContain('Anomalies');
  });

  it('names a few of many symbols', () => {
    const summary = new ScanSummary();
    const { batch, results } = testBatch(
      Array.from({ length: 11 }, (_, i) => ({ tsMicros: T + i, symbol: `S${i}` })),
    );
    summary.addBatch(batch, results.outcomes);
    expect(summaryTable(summary, FACTS)).toContain('S0, S1, S2, S3, S4, S5, S6, S7 and 3 more');
  });
});
