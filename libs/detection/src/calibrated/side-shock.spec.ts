import { levelsFrom, rowAt } from '../../../../test/support/row-at.js';
import { microsAt, RowView } from '../../testing/row-view.js';
import { InstrumentAnalysis } from './instrument-analysis.js';
import { SideShock } from './side-shock.js';

const TEN = Array<number>(10).fill(100);

/** `count` levels of `volume`, the rest of ten at 100. */
function shrunkTo(volume: number, count: number): number[] {
  return TEN.map((usual, level) => (level < count ? volume : usual));
}

/** Whether each of these ask sides completes a shock; the first is ten levels of 100 unless given. */
function shocks(
  books: [seconds: number, volumes: readonly number[]][],
  first: readonly number[] = TEN,
  lot = 1,
): { shock: SideShock; seen: boolean[] } {
  const analysis = new InstrumentAnalysis();
  const shock = new SideShock(analysis.ask);
  const view = new RowView();
  const show = (seconds: number, volumes: readonly number[]): boolean => {
    const asks = levelsFrom(100.01, 0.01, volumes).filter(([, volume]) => volume > 0);
    analysis.update(view.show(rowAt(seconds, [], asks)));
    return shock.follow(view, lot);
  };
  show(0, first);
  return { shock, seen: books.map(([seconds, volumes]) => show(seconds, volumes)) };
}

function shocked(volumes: readonly number[], first: readonly number[] = TEN, lot = 1): boolean {
  return shocks([[1, volumes]], first, lot).seen[0];
}

describe('SideShock', () => {
  it('takes a loss of 30 % of the volume by most levels', () => {
    expect(shocked(shrunkTo(70, 10))).toBe(true);
    expect(shocked(shrunkTo(71, 10))).toBe(false);
  });

  it('takes part of six levels of ten', () => {
    expect(shocked(shrunkTo(40, 6))).toBe(true);
    expect(shocked(shrunkTo(25, 5))).toBe(false);
  });

  it('measures drop, breadth and strength', () => {
    const { shock } = shocks([[1, shrunkTo(50, 8)]]);
    // 1000 → 600; eight of ten levels, all of them standing: 0.8 · 8/8 + 0.4/2.
    expect([shock.drop, shock.breadth, shock.strength]).toEqual([
      expect.closeTo(0.4, 12),
      0.8,
      expect.closeTo(1, 12),
    ]);
    expect([shock.startMicros, shock.startSequence]).toEqual([microsAt(1), 1]);
  });

  it('needs at least half of the levels that shrank to stand still', () => {
    const fourOfEight = [0, 0, 0, 0, 100, 100, 50, 50, 50, 50];
    const threeOfEight = [0, 0, 0, 0, 0, 100, 100, 50, 50, 50];
    // The nearest levels keep the touch, so that all ten prices count.
    expect(shocked([...fourOfEight].reverse())).toBe(true);
    expect(shocked([...threeOfEight].reverse())).toBe(false);
  });

  it('needs six levels that can shrink', () => {
    const halved = (levels: number): boolean => shocked(Array<number>(levels).fill(50), TEN.slice(0, levels));
    expect([halved(5), halved(6)]).toEqual([false, true]);
    expect(shocked(shrunkTo(40, 6), TEN, 100)).toBe(false);
  });

  it('is none where volume moved to other levels', () => {
    const moved = (gained: number): number[] => [...shrunkTo(40, 6).slice(0, 9), 100 + gained];
    // 360 lost: of the 320 (306) net, 15 % is 48 (45.9).
    expect([shocked(moved(40)), shocked(moved(54))]).toEqual([true, false]);
  });

  it('may take a few updates within half a second', () => {
    const half = [...Array<number>(5).fill(40), ...TEN.slice(5)];
    const whole = shrunkTo(40, 10);
    const within = shocks([
      [1, half],
      [1.5, whole],
    ]);
    expect(within.seen).toEqual([false, true]);
    expect([within.shock.drop, within.shock.startSequence]).toEqual([expect.closeTo(0.6, 12), 1]);
    expect(
      shocks([
        [1, half],
        [1.51, whole],
      ]).seen,
    ).toEqual([false, false]);
  });

  it('passes over rows in which few levels shrink at once', () => {
    const step = (count: number): number[] => shrunkTo(40, count);
    const { seen } = shocks([2, 4, 6, 8, 10].map((count, i) => [1 + i / 20, step(count)]));
    expect(seen).toEqual([false, false, false, false, false]);
  });

  it('starts anew once cleared', () => {
    const { shock } = shocks([[1, shrunkTo(40, 10)]]);
    shock.clear();
    expect(shock.startMicros).toBe(-Infinity);
  });
});
