import { alertMessage } from '../../testing/alert-message.js';
import { anomalyMessage } from '../../testing/anomaly-message.js';
import { testBatch } from '../../testing/test-batch.js';
import { ScanSummary } from '../scan/scan-summary.js';
import { renderReport } from './render-report.js';
import { ReportCollector } from './report-collector.js';
import { type ReportContent } from './report-content.js';

const T = 1_340_271_000_000_000;

function content(symbols: readonly string[], parts: Partial<ReportContent> = {}): ReportContent {
  const summary = new ScanSummary();
  const collector = new ReportCollector();
  for (let step = 0; step < 50; step++) {
    const { batch, results } = testBatch(
      symbols.map((symbol, i) => ({
        tsMicros: T + step * 40_000 + i,
        symbol,
        mid: 585 + step / 100,
        obi: step / 50,
      })),
    );
    summary.addBatch(batch, results.outcomes);
    collector.addBatch(batch, results);
  }
  return {
    summary,
    collector,
    inputs: [{ name: 'aapl.csv', bytes: 1234, sha256: 'ab'.repeat(32) }],
    options: '--profile calibrated --trades auto',
    format: 'csv',
    profile: 'calibrated',
    configuration: '0123456789abcdef',
    version: '9.8.7',
    interrupted: false,
    detectors: [],
    ...parts,
  };
}

function addAlert(
  { summary, collector }: ReportContent,
  parts: Parameters<typeof alertMessage>[0] = {},
): void {
  const alert = alertMessage(parts);
  summary.addAlert(alert);
  collector.addAlert(alert);
  collector.finish();
}

describe('renderReport', () => {
  it('loads nothing and runs nothing', () => {
    const report = content(['AAPL']);
    addAlert(report);
    const page = renderReport(report);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|https?:/i);
  });

  it('escapes every text that comes from outside', () => {
    const nasty = '<script>alert("1")</script>';
    const report = content([nasty], {
      inputs: [{ name: `${nasty}.csv`, bytes: 1, sha256: nasty }],
      options: nasty,
      format: nasty,
      configuration: nasty,
      detectors: [
        {
          type: 'SPOOFING',
          profile: 'seed',
          description: nasty,
          source: nasty,
          settings: {},
          symbols: { [nasty]: { state: 'WARMING_UP', reason: nasty } },
        },
      ],
    });
    addAlert(report, {
      symbol: nasty,
      id: nasty,
      message: nasty,
      counterfactual: nasty,
      factors: [{ name: nasty, value: 1, baseline: null, threshold: 2, weight: 0.5, unit: nasty }],
    });
    expect(renderReport(report)).not.toContain('<script');
  });

  it('says by which options it was made', () => {
    expect(renderReport(content(['AAPL']))).toContain('--profile calibrated --trades auto');
  });

  it('is the same for the same input', () => {
    const make = (): string => {
      const report = content(['AAPL', 'MSFT']);
      addAlert(report);
      return renderReport(report);
    };
    expect(make()).toBe(make());
  });

  it('draws four panels for each symbol, a marker for the alert and the figures of each bin', () => {
    const report = content(['AAPL', 'MSFT']);
    addAlert(report, { timestamp: T / 1e6 + 0.8, severity: 'CRITICAL' });
    const page = renderReport(report);
    expect(page.match(/aria-label="Charts of /g)).toHaveLength(2);
    expect(page.match(/class="panel-title"/g)).toHaveLength(8);
    expect(page.match(/class="marker critical"/g)).toHaveLength(1);
    expect(page.match(/class="hover"/g)).toHaveLength(100);
    expect(page).toContain('mid 585.2 (585.2 to 585.2)');
    expect(page).not.toContain('NaN');
    expect(page).not.toContain('Infinity');
  });

  it('explains an alert: message, factors, counterfactual, what it stands for', () => {
    const report = content(['AAPL']);
    addAlert(report, { escalated: true, base_severity: 'MEDIUM' });
    const page = renderReport(report);
    expect(page).toContain('spoofing-like: 4,000 at 585.20 gone within 0.4 s');
    expect(page).toContain('would not have fired if z &lt; 3.5');
    expect(page).toContain('stands for 3 repeats');
    expect(page).toContain('escalated from MEDIUM to HIGH');
    expect(page).toContain('2012-06-21 09:30:01.500');
  });

  it('says what it leaves out', () => {
    const report = content(['AAPL'], { interrupted: true });
    for (let i = 0; i < 201; i++) addAlert(report, { id: `a${i}` });
    report.summary.addAnomaly(anomalyMessage());
    const page = renderReport(report);
    expect(page).toContain('The 200 with the highest scores of 201.');
    expect(page).toContain('The scan was interrupted');
    expect(page.match(/<details/g)).toHaveLength(200);
    expect(page).toContain('2 NAN');
  });

  it('has words for a file without a single accepted row', () => {
    const page = renderReport(content([]));
    expect(page).toContain('no accepted row');
    expect(page).not.toContain('NaN');
  });

  it('draws one-sided books without inventing prices', () => {
    const report = content([]);
    const { batch, results } = testBatch([{ tsMicros: T, mid: NaN, spread: NaN, askDepth: 0, obi: 1 }]);
    report.summary.addBatch(batch, results.outcomes);
    report.collector.addBatch(batch, results);
    addAlert(report, { timestamp: T / 1e6 });
    const page = renderReport(report);
    expect(page).not.toContain('NaN');
    expect(page).toContain('class="marker high"');
  });
});
