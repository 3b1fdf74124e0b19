import { rowAt, levelsFrom } from '../../../../test/support/row-at.js';
import { RowView } from '../../testing/row-view.js';
import { InstrumentAnalysis, type SideAnalysis } from './instrument-analysis.js';
import { isMovedBook, isRelevelled } from './moved-book.js';

/** The ask side after a row, `gapSeconds` after the one before, in which ten levels of 100 became these. */
function asksAfter(gapSeconds: number, ...volumes: number[]): SideAnalysis {
  const analysis = new InstrumentAnalysis();
  const view = new RowView();
  const rows = [Array<number>(10).fill(100), volumes];
  rows.forEach((asks, i) => {
    analysis.update(view.show(rowAt(i * gapSeconds, [[100, 1]], levelsFrom(100.01, 0.01, asks))));
  });
  return analysis.ask;
}

/** So many levels of `changed`, the others unchanged. */
function levels(count: number, changed: number): number[] {
  return Array.from({ length: 10 }, (_, level) => (level < count ? changed : 100));
}

describe('isRelevelled', () => {
  it('takes changes at six prices', () => {
    expect([5, 6].map((count) => isRelevelled(asksAfter(0.05, ...levels(count, 90))))).toEqual([false, true]);
  });

  it('takes twice the usual where that is more', () => {
    const asks = asksAfter(0.05, ...levels(8, 90));
    asks.churn.changes = 4;
    expect(isRelevelled(asks)).toBe(true);
    asks.churn.changes = 4.01;
    expect(isRelevelled(asks)).toBe(false);
  });
});

describe('isMovedBook', () => {
  it('is a side with new volumes everywhere, on a feed of events', () => {
    expect(isMovedBook(asksAfter(0.05, ...levels(6, 400)))).toBe(true);
    expect(isMovedBook(asksAfter(0.05, ...levels(5, 400)))).toBe(false);
  });

  it('has to lose a quarter of what it gains, on a conflated feed', () => {
    const after = (lost: number): SideAnalysis => {
      // Five levels gain 160 in all, the sixth loses.
      return asksAfter(3, 132, 132, 132, 132, 132, 100 - lost, 100, 100, 100, 100);
    };
    expect([39, 40].map((lost) => isMovedBook(after(lost)))).toEqual([false, true]);
    expect(isMovedBook(asksAfter(3, ...levels(6, 400)))).toBe(false);
  });

  it('may lose alone', () => {
    expect(isMovedBook(asksAfter(3, ...levels(6, 50)))).toBe(true);
  });
});
