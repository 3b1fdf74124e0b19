import { rowAt } from '../../../../test/support/row-at.js';
import { microsAt, RowView } from '../../testing/row-view.js';
import { LargeOrder } from './large-order.js';

/** An order of 1,000 placed at 0 s. */
function order(): LargeOrder {
  return new LargeOrder(100.05, 1000, 5, microsAt(0), 1, Infinity);
}

/** What the falls say: [seconds, removed, left, at the touch?]. */
function falls(
  large: LargeOrder,
  ...steps: [seconds: number, removed: number, left: number, atTouch?: boolean][]
): boolean[] {
  const view = new RowView();
  return steps.map(([seconds, removed, left, atTouch = false]) => {
    return large.fall(removed, left, atTouch, view.show(rowAt(seconds, [], [])));
  });
}

describe('LargeOrder', () => {
  it('is withdrawn when what was added goes', () => {
    const large = order();
    expect(large.withdrawn).toBe(false);
    expect(falls(large, [1.2, 1000, 300])).toEqual([true]);
    expect([large.withdrawn, large.restedMicros, large.withdrawnSequence]).toEqual([true, 1_200_000, 1]);
  });

  it.each([
    [949, false],
    [950, true],
    [1050, true],
    [1051, false],
  ])('knows its quantity within 5 %%: of 1000, %p removed', (removed, gone) => {
    expect(falls(order(), [1, removed, 600])).toEqual([gone]);
  });

  it('may go in parts within 0.35 s', () => {
    expect(falls(order(), [1, 400, 700], [1.2, 300, 400], [1.35, 300, 100])).toEqual([false, false, true]);
    expect(falls(order(), [1, 400, 700], [1.2, 300, 400], [1.36, 300, 100])).toEqual([false, false, false]);
  });

  it('goes with a level that collapses, up to half more than the order', () => {
    expect(falls(order(), [1, 1500, 250])).toEqual([true]);
    expect(falls(order(), [1, 1500, 251])).toEqual([false]);
    expect(falls(order(), [1, 1501, 0])).toEqual([false]);
  });

  it('goes in one update though others took something else a moment before', () => {
    const large = order();
    expect(falls(large, [1, 300, 1700, true], [1.1, 1000, 700])).toEqual([false, true]);
    expect([large.atTouch, large.eaten]).toEqual([false, false]);
  });

  it('is eaten by more than four updates', () => {
    const four = order();
    falls(four, [1, 250, 750], [1.05, 250, 500], [1.1, 250, 250], [1.15, 250, 0]);
    expect([four.withdrawn, four.eaten]).toEqual([true, false]);
    const five = order();
    falls(five, [1, 200, 800], [1.05, 200, 600], [1.1, 200, 400], [1.15, 200, 200], [1.2, 200, 0]);
    expect([five.withdrawn, five.eaten]).toEqual([true, true]);
  });

  it('remembers whether any part of its fall was at the touch, of this fall only', () => {
    const large = order();
    falls(large, [1, 100, 900, true], [2, 500, 400], [2.1, 500, 0]);
    expect([large.withdrawn, large.atTouch]).toEqual([true, false]);
    const touched = order();
    falls(touched, [2, 500, 500, true], [2.1, 500, 0]);
    expect(touched.atTouch).toBe(true);
  });
});
