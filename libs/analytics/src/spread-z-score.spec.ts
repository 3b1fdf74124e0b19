import { SpreadZScore } from './spread-z-score.js';

describe('SpreadZScore', () => {
  it('measures by what prevailed before: after 2 and 8 with α = ½, mean 6 and deviation √8, 12 is 6/√8', () => {
    const score = new SpreadZScore();
    score.start(2);
    score.update(8, 0.5);
    // 2 has weight 0.25, 8 has 0.5 when the third row ends it; 12 itself is not in the mean yet.
    expect(score.update(12, 0.5)).toBeCloseTo(6 / Math.sqrt(8), 12);
  });

  it('is 0 for the spread that has always been, NaN for the first other one', () => {
    const score = new SpreadZScore();
    score.start(0.01);
    expect(score.update(0.01, 0.1)).toBe(0);
    expect(score.update(0.02, 0.1)).toBeNaN();
    // 0.02 has now stood for a while, so there is a scale.
    expect(Number.isFinite(score.update(0.01, 0.1))).toBe(true);
  });

  it('gives a spread that stood for no time no say', () => {
    const score = new SpreadZScore();
    score.start(1);
    score.update(5, 0.1);
    expect(score.update(1, 0)).toBe(0);
  });

  it('is NaN where a side is empty, and goes on afterwards', () => {
    const score = new SpreadZScore();
    score.start(1);
    expect(score.update(NaN, 0.1)).toBeNaN();
    expect(score.update(1, 0.1)).toBe(0);
  });

  it('is NaN before anything prevailed, and after a reset', () => {
    const score = new SpreadZScore();
    score.start(NaN);
    expect(score.update(1, 0.1)).toBeNaN();
    score.update(1, 0.1);
    score.reset();
    score.start(NaN);
    expect(score.update(1, 0.1)).toBeNaN();
  });
});
