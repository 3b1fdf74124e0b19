import { alertMessage } from '../../testing/alert-message.js';
import { testBatch } from '../../testing/test-batch.js';
import { binPoints } from './bin-points.js';
import { InstrumentSeries } from './instrument-series.js';
import { CHARTED_SYMBOLS, ReportCollector } from './report-collector.js';

const T = 1_340_271_000_000_000;

describe('InstrumentSeries', () => {
  it('gives the means of a bin, and prices only of rows that have both sides', () => {
    const { results } = testBatch([
      { tsMicros: T, mid: 10, spread: 0.2, bidDepth: 100, askDepth: 50, obi: 0.5 },
      { tsMicros: T + 10, mid: 12, spread: 0.4, bidDepth: 300, askDepth: 70, obi: -0.1 },
      { tsMicros: T + 20, mid: NaN, spread: NaN, bidDepth: 0, askDepth: 60, obi: -1 },
    ]);
    const series = new InstrumentSeries('AAPL');
    for (let row = 0; row < 3; row++) series.addRow(T + row * 10, results.features, row);
    const [point] = binPoints(series);
    expect(point).toMatchObject({
      rows: 3,
      mid: 11,
      midLowest: 10,
      midHighest: 12,
      bidDepth: 400 / 3,
      askDepth: 60,
    });
    expect(point.spread).toBeCloseTo(0.3, 12);
    expect(point.obi).toBeCloseTo(-0.2, 12);
  });

  it('has no price for a bin of one-sided books', () => {
    const { results } = testBatch([{ tsMicros: T, mid: NaN, spread: NaN }]);
    const series = new InstrumentSeries('AAPL');
    series.addRow(T, results.features, 0);
    expect(binPoints(series)[0]).toMatchObject({ mid: NaN, midLowest: NaN, midHighest: NaN, spread: NaN });
  });

  it('marks a bin with the gravest of its alerts', () => {
    const series = new InstrumentSeries('AAPL');
    series.addAlert(alertMessage({ severity: 'CRITICAL' }));
    series.addAlert(alertMessage({ severity: 'LOW' }));
    expect(series.severity.values[0]).toBe(3);
    expect(series.alerts[0].values[0]).toBe(2);
  });
});

describe('ReportCollector', () => {
  it('leaves out rows that were not accepted', () => {
    const collector = new ReportCollector();
    const { batch, results } = testBatch([
      { tsMicros: T, outcome: 1 },
      { tsMicros: T + 1 },
      { tsMicros: T + 2, outcome: 3 },
    ]);
    collector.addBatch(batch, results);
    expect(binPoints(collector.series[0]).map(({ rows }) => rows)).toEqual([1]);
  });

  it('charts so many symbols and no more, and keeps the alerts of all', () => {
    const collector = new ReportCollector();
    const rows = Array.from({ length: CHARTED_SYMBOLS + 5 }, (_, i) => ({
      tsMicros: T + i,
      symbol: `S${i}`,
    }));
    const { batch, results } = testBatch([...rows, ...rows]);
    collector.addBatch(batch, results);
    collector.addAlert(alertMessage({ symbol: `S${CHARTED_SYMBOLS}` }));
    expect(collector.series).toHaveLength(CHARTED_SYMBOLS);
    expect(collector.topAlerts.all()).toHaveLength(1);
  });

  it('marks alerts that come before the first rows of their symbol, as a pipeline gives them', () => {
    const collector = new ReportCollector();
    const { batch, results } = testBatch([{ tsMicros: T }, { tsMicros: T + 1_500_000 }]);
    collector.addAlert(alertMessage());
    collector.addBatch(batch, results);
    collector.addAlert(alertMessage());
    collector.finish();
    const [series] = collector.series;
    expect(series.alerts[0].values[series.bins.locate(T + 1_500_000)]).toBe(2);
  });
});
