import { rowAt } from '../../../../test/support/row-at.js';
import { microsAt, RowView } from '../../testing/row-view.js';
import { InstrumentAnalysis } from './instrument-analysis.js';
import { type GapState, SideGap } from './side-gap.js';

/** What the ask gap says of these best asks, a second apart; a best ask of 100 is usual. */
function followed(...bests: [price: number, volume: number][]): { gap: SideGap; states: GapState[] } {
  const analysis = new InstrumentAnalysis();
  analysis.ask.baseline.medianBest = 100;
  const gap = new SideGap(analysis.ask);
  const view = new RowView();
  const states = bests.map((best, second) => gap.follow(view.show(rowAt(second, [[99, 100]], [best]))));
  return { gap, states };
}

/** The ask gap after these best asks at 100.01, with what an analysis knows of each row. */
function withDifferences(...bests: [seconds: number, volume: number][]): SideGap {
  const analysis = new InstrumentAnalysis();
  const gap = new SideGap(analysis.ask);
  const view = new RowView();
  for (const [seconds, volume] of bests) {
    analysis.update(view.show(rowAt(seconds, [[99, 100]], [[100.01, volume]])));
    analysis.ask.baseline.medianBest = 100;
    gap.follow(view);
  }
  return gap;
}

describe('SideGap', () => {
  it('opens where the best level falls to 3 % of its median at a standing price', () => {
    const { gap, states } = followed([100.01, 80], [100.01, 3]);
    expect(states).toEqual(['NONE', 'OPEN']);
    expect(gap).toMatchObject({
      open: true,
      sinceMicros: microsAt(1),
      sinceSequence: 2,
      volumeBefore: 80,
      mostVolume: 3,
    });
  });

  it.each([
    ['falls to more than 3 %', [100.01, 80], [100.01, 4]],
    ['held less than 30 % before', [100.01, 29], [100.01, 3]],
    ['is a new price', [100.02, 80], [100.01, 3]],
  ] as [string, [number, number], [number, number]][])(
    'does not open where the level %s',
    (_why, before, after) => {
      const { gap, states } = followed(before, after);
      expect(states).toEqual(['NONE', 'NONE']);
      expect(gap.open).toBe(false);
    },
  );

  it('does not open in the first row, nor while no median is known', () => {
    expect(followed([100.01, 1]).states).toEqual(['NONE']);
    const analysis = new InstrumentAnalysis();
    const view = new RowView();
    const gap = new SideGap(analysis.bid);
    gap.follow(view.show(rowAt(0, [[99, 100]], [])));
    expect(gap.follow(view.show(rowAt(1, [[99, 0]], [])))).toBe('NONE');
  });

  it('goes on while at most 30 % of the median stands there, and remembers the most', () => {
    const { gap, states } = followed([100.01, 80], [100.01, 2], [100.01, 30], [100.01, 5]);
    expect(states).toEqual(['NONE', 'OPEN', 'OPEN', 'OPEN']);
    expect(gap.mostVolume).toBe(30);
  });

  it('is REFILLED where volume comes back at the price, MOVED_ON where another price follows', () => {
    expect(followed([100.01, 80], [100.01, 2], [100.01, 31]).states.at(-1)).toBe('REFILLED');
    expect(followed([100.01, 80], [100.01, 2], [100.02, 90]).states.at(-1)).toBe('MOVED_ON');
  });

  it('remembers what stands there when it ends', () => {
    expect(followed([100.01, 80], [100.01, 2], [100.01, 31]).gap.volumeAfter).toBe(31);
    expect(followed([100.01, 80], [100.01, 2], [100.01, 7]).gap.volumeAfter).toBe(7);
  });

  it('is quoted where a quantity leaves that was added within 20 s before', () => {
    expect(withDifferences([0, 2], [1, 82], [21, 2])).toMatchObject({ open: true, quoted: true });
    expect(withDifferences([0, 2], [1, 82], [21.001, 2])).toMatchObject({ open: true, quoted: false });
    expect(withDifferences([0, 2], [1, 83], [2, 2]).quoted).toBe(true);
  });

  it('is not quoted where another quantity leaves, or the level empties altogether', () => {
    expect(withDifferences([0, 2], [1, 82], [2, 1])).toMatchObject({ open: true, quoted: false });
    expect(withDifferences([0, 0], [1, 82], [2, 0])).toMatchObject({ open: true, quoted: false });
  });

  it('can open again once cleared', () => {
    const { gap } = followed([100.01, 80], [100.01, 2]);
    gap.clear();
    expect(gap.open).toBe(false);
  });
});
