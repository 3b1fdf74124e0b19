import { type Level, levelsFrom, rowAt } from '../../../../test/support/row-at.js';
import { microsAt, RowView } from '../../testing/row-view.js';
import { InstrumentAnalysis } from './instrument-analysis.js';
import { ReturnCounter } from './return-counter.js';

/** Shows bid sides a tenth of a second apart. */
class Bids {
  readonly #analysis = new InstrumentAnalysis();
  readonly counter = new ReturnCounter(this.#analysis.bid);
  readonly #view = new RowView();
  #rows = 0;

  show(...sides: (readonly Level[])[]): this {
    for (const bids of sides) {
      this.#analysis.update(this.#view.show(rowAt(this.#rows++ / 10, bids, [[101, 5]])));
      this.counter.note(this.#view);
    }
    return this;
  }

  get returns(): number {
    return this.counter.returns(microsAt((this.#rows - 1) / 10));
  }
}

function best(volume: number): Level[] {
  return levelsFrom(100, -0.01, [volume, 20, 30, 40]);
}

describe('ReturnCounter', () => {
  it('counts a side that flips between two states', () => {
    // The first row is no change, the second one new; from the third state that was left before on, all return.
    expect(new Bids().show(best(10), best(15), best(10), best(15), best(10), best(15)).returns).toBe(3);
  });

  it('counts returns in price as in volume', () => {
    const lower = levelsFrom(99.99, -0.01, [10, 20, 30, 40]);
    expect(new Bids().show(best(10), lower, best(10), lower, best(10)).returns).toBe(2);
  });

  it('counts none where every state is new', () => {
    const rising = [10, 11, 12, 13, 14, 15, 16, 17, 18].map(best);
    expect(new Bids().show(...rising).returns).toBe(0);
  });

  it('remembers eight states: nine in turn return, ten do not', () => {
    const twoRounds = (states: number): number => {
      const rows = Array.from({ length: 2 * states }, (_, i) => best(10 + (i % states)));
      return new Bids().show(best(5), ...rows).returns;
    };
    expect([twoRounds(9), twoRounds(10)]).toEqual([9, 0]);
  });

  it('passes over rows in which the side did not change', () => {
    expect(new Bids().show(best(10), best(15), best(15), best(15)).returns).toBe(0);
  });

  it('counts the returns of the last second only', () => {
    const bids = new Bids().show(best(10), best(15), best(10), best(15), best(10));
    expect(bids.returns).toBe(2);
    expect(bids.counter.returns(microsAt(1.35))).toBe(1);
    expect(bids.counter.returns(microsAt(1.5))).toBe(0);
  });

  it('tells the states of a side with a single level apart', () => {
    const single = [1, 2, 3, 4, 5, 6].map((volume): Level[] => [[100, volume]]);
    expect(new Bids().show(...single).returns).toBe(0);
    expect(new Bids().show(...single, single[4], single[5]).returns).toBe(2);
  });

  it('forgets states and returns once cleared', () => {
    const bids = new Bids().show(best(10), best(15), best(10), best(15));
    bids.counter.clear();
    expect(bids.returns).toBe(0);
    expect(bids.show(best(10)).returns).toBe(0);
  });
});
