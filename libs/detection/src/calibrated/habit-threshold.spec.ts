import { microsAt } from '../../testing/row-view.js';
import { type HabitThreshold, habitThreshold } from './habit-threshold.js';

/** Floor 1, third strongest of ten minutes, margin 0.1, at most 6, after candidates of these strengths. */
function after(...strengths: number[]): HabitThreshold {
  const bar = habitThreshold(1, { habitRank: 3, habitSeconds: 600, habitMargin: 0.1, habitCeiling: 6 });
  strengths.forEach((strength, second) => bar.remember(strength, microsAt(second)));
  return bar;
}

describe('HabitThreshold', () => {
  it('asks for the floor while there are fewer candidates than the rank', () => {
    expect(after().at(microsAt(599))).toBe(1);
    expect(after(5, 4).at(microsAt(599))).toBe(1);
  });

  it('asks for clearly more than the third strongest', () => {
    expect(after(5, 2, 4, 3).at(microsAt(599))).toBe(3.1);
  });

  it('grows the rank with the time since the first candidate', () => {
    expect(after(5, 4, 3).at(microsAt(3))).toBe(4.1);
    expect(after(5, 4, 3).at(microsAt(400))).toBe(4.1);
    expect(after(5, 4, 3).at(microsAt(401))).toBe(3.1);
  });

  it('never asks for less than the floor', () => {
    expect(after(0.2, 0.3, 0.4, 0.1).at(microsAt(599))).toBe(1);
  });

  it('asks for the ceiling at most: beyond it nothing is a habit', () => {
    expect(after(9, 8, 5.8).at(microsAt(599))).toBeCloseTo(5.9, 9);
    expect(after(9, 8, 7).at(microsAt(599))).toBe(6);
  });

  it('asks for the floor though the ceiling lies below it', () => {
    const bar = after(9, 8, 7);
    bar.retune(1, { habitRank: 3, habitSeconds: 600, habitMargin: 0.1, habitCeiling: 0.5 });
    expect(bar.at(microsAt(599))).toBe(1);
  });

  it('counts equal candidates once', () => {
    expect(after(5, 5, 5, 4, 4).at(microsAt(599))).toBe(1);
    expect(after(5, 5, 4, 4, 3).at(microsAt(599))).toBe(3.1);
  });

  it('forgets candidates after its window', () => {
    const bar = after(5, 4, 3);
    expect(bar.at(microsAt(600))).toBe(3.1);
    expect(bar.at(microsAt(600.1))).toBe(1);
  });

  it('keeps 256 candidates: more push the oldest out', () => {
    const weak = Array<number>(254).fill(0);
    expect(after(5, 4, 3, ...weak).at(microsAt(599))).toBe(1);
    expect(after(5, 4, 3, ...weak.slice(1)).at(microsAt(599))).toBe(3.1);
  });
});
