import { MICROS_PER_SECOND } from '@genesis/market';
import { levelsFrom, rowAt } from '../../../../test/support/row-at.js';
import { microsAt, RowView } from '../../testing/row-view.js';
import { InstrumentAnalysis } from './instrument-analysis.js';

function show(analysis: InstrumentAnalysis, view: RowView, seconds: number, bestAsk = 100): void {
  const bids = levelsFrom(99.99, -0.01, [30, 50, 20]);
  analysis.update(view.show(rowAt(seconds, bids, levelsFrom(100.01, 0.01, [bestAsk, 70, 40]))));
  analysis.learn(view);
}

/** `rows` rows, `seconds` apart. */
function shown(rows: number, seconds: number): InstrumentAnalysis {
  const [analysis, view] = [new InstrumentAnalysis(), new RowView()];
  for (let row = 0; row < rows; row++) show(analysis, view, row * seconds);
  return analysis;
}

describe('InstrumentAnalysis', () => {
  it('is warm after 300 snapshots and 20 seconds, both', () => {
    expect(shown(299, 0.1).warm).toBe(false);
    expect(shown(300, 0.1).warm).toBe(true);
    expect(shown(400, 0.05).warm).toBe(false);
    expect(shown(401, 0.05).warm).toBe(true);
    expect(shown(30, 3).warm).toBe(false);
  });

  it('has watched for the time between rows, without gaps', () => {
    const [analysis, view] = [new InstrumentAnalysis(), new RowView()];
    for (let row = 0; row <= 100; row++) show(analysis, view, row);
    analysis.resetWindows();
    show(analysis, view, 50_000);
    show(analysis, view, 50_007);
    expect(analysis.watchedMicros(microsAt(50_010))).toBe(110 * MICROS_PER_SECOND);
  });

  it('infers tick and lot; every level is larger than a lot that is not known yet', () => {
    expect([shown(2, 1).tick, shown(2, 1).lot]).toEqual([NaN, 0]);
    expect([shown(3, 1).tick, shown(3, 1).lot]).toEqual([0.01, 10]);
  });

  it('compares each row with the one before, and learns from it afterwards', () => {
    const [analysis, view] = [new InstrumentAnalysis(), new RowView()];
    show(analysis, view, 0);
    expect([analysis.bid.difference.count, analysis.ask.difference.count]).toEqual([0, 0]);
    expect([analysis.bid.baseline.medianBest, analysis.ask.baseline.medianBest]).toEqual([30, 100]);
    show(analysis, view, 1, 60);
    expect([analysis.bid.difference.count, analysis.ask.difference.count]).toEqual([0, 1]);
    expect([analysis.ask.difference.before[0], analysis.ask.difference.after[0]]).toEqual([100, 60]);
  });

  it('knows of no change in the first row after a gap', () => {
    const [analysis, view] = [new InstrumentAnalysis(), new RowView()];
    show(analysis, view, 0);
    show(analysis, view, 1, 60);
    expect(analysis.ask.difference.standing).toBe(1);
    view.hasPrevious = false;
    analysis.update(view);
    const { count, standing, shrunk, depthBefore } = analysis.ask.difference;
    expect([count, standing, shrunk, depthBefore]).toEqual([0, 0, 0, 0]);
  });
});
