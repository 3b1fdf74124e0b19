import { type Level, levelsFrom, rowAt } from '../../../../test/support/row-at.js';
import { RowView, microsAt } from '../../testing/row-view.js';
import { ASK } from '../book-side.js';
import { ChurnStep } from './churn-step.js';
import { SideChurn } from './side-churn.js';
import { SideDifference } from './side-difference.js';

const WINDOW_MICROS = 100_000;
/** What a second weighs against the minute before it. */
const A_SECOND = 1 - Math.exp(-1 / 60);
const TEN = Array<number>(10).fill(100);

class WatchedSide {
  readonly churn = new SideChurn();
  readonly #step = new ChurnStep();
  readonly #view = new RowView();
  readonly #difference = new SideDifference(ASK);

  /** The ask side at `seconds`: ten levels of 100 from `best` on, with these volumes in place of the first ones. */
  at(seconds: number, best: number, ...volumes: number[]): this {
    return this.show(seconds, levelsFrom(best, 0.01, [...volumes, ...TEN].slice(0, 10)));
  }

  show(seconds: number, asks: readonly Level[]): this {
    const view = this.#view.show(rowAt(seconds, [], asks));
    if (view.hasPrevious) this.#difference.compare(view.previous, 0, view.rows, 0, 0);
    this.#step.windowMicros = WINDOW_MICROS;
    this.#step.to(view);
    this.churn.learn(this.#difference, view, this.#step);
    return this;
  }
}

describe('SideChurn', () => {
  it('knows nothing of the first row', () => {
    expect(new WatchedSide().at(0, 100.01).churn).toMatchObject({
      changes: 0,
      levelChange: 0,
      movedMicros: -Infinity,
      movedShare: 0,
    });
  });

  it('counts the prices that change in a row, and the mean change of a level', () => {
    const side = new WatchedSide().at(0, 100.01).at(1, 100.01, 160, 100, 80).at(2, 100.01, 160, 100, 80);
    // Two prices changed in one of three rows, by 80 in all.
    expect(side.churn.changes).toBeCloseTo(2 / 3, 12);
    expect(side.churn.levelChange).toBeCloseTo(8 / 3, 12);
  });

  it('forgets old rows after some 2000 of them', () => {
    const side = new WatchedSide();
    for (let row = 0; row < 2000; row++) side.at(row / 10, 100.01);
    side.at(200, 100.01, 150);
    expect(side.churn.changes).toBe(1 / 2000);
    expect(side.churn.levelChange).toBe(5 / 2000);
    side.at(200.1, 100.01, 200);
    expect(side.churn.changes).toBeCloseTo(1 / 2000 + (1 - 1 / 2000) / 2000, 12);
  });

  it('knows when the best price moved last, either way', () => {
    const side = new WatchedSide().at(0, 100.01).at(1, 100.02);
    expect(side.churn.movedMicros).toBe(microsAt(1));
    side.at(2, 100.02, 50);
    expect(side.churn.movedMicros).toBe(microsAt(1));
    expect(side.at(3, 100.01).churn.movedMicros).toBe(microsAt(3));
  });

  it('takes a side that stays empty for one that stands', () => {
    const side = new WatchedSide().show(0, []).show(1, []);
    expect(side.churn.movedMicros).toBe(-Infinity);
    side.at(2, 100.01);
    expect(side.churn.movedMicros).toBe(microsAt(2));
    side.show(3, []).show(4, []);
    expect(side.churn.movedMicros).toBe(microsAt(3));
  });

  it('learns which share of the time is just after a move: a tenth of the second that follows one', () => {
    const side = new WatchedSide().at(0, 100.01).at(1, 100.02);
    expect(side.churn.movedShare).toBe(0);
    side.at(2, 100.02);
    expect(side.churn.movedShare).toBeCloseTo(0.1 * A_SECOND, 12);
    side.at(3, 100.02);
    expect(side.churn.movedShare).toBeCloseTo(0.1 * A_SECOND * (1 - A_SECOND), 12);
  });

  it('counts a part of the window where a row comes within it', () => {
    const side = new WatchedSide().at(0, 100.01).at(1, 100.02).at(1.06, 100.02).at(1.16, 100.02);
    const [first, second] = [1 - Math.exp(-0.06 / 60), 1 - Math.exp(-0.1 / 60)];
    // 60 ms wholly after the move, then 40 of 100 ms.
    expect(side.churn.movedShare).toBeCloseTo(first + second * (0.4 - first), 12);
  });

  it('comes to the share of a touch that moves every second', () => {
    const side = new WatchedSide();
    for (let second = 0; second < 600; second++) side.at(second, second % 2 === 0 ? 100.01 : 100.02);
    expect(side.churn.movedShare).toBeCloseTo(0.1, 4);
  });

  it('lets a pause weigh like a second', () => {
    const side = new WatchedSide().at(0, 100.01).at(1, 100.02).at(3601, 100.02);
    expect(side.churn.movedShare).toBeCloseTo(0.1 * A_SECOND, 12);
  });

  it('learns no time from rows of equal stamps', () => {
    const side = new WatchedSide().at(0, 100.01).at(1, 100.02).at(1, 100.01).at(1, 100.02);
    expect(side.churn.movedShare).toBe(0);
  });
});
