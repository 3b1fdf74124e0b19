import { UpdateRate } from './update-rate.js';

describe('UpdateRate', () => {
  it('is 20 a second for a row every 50 ms, from the 20th wait on', () => {
    const rate = new UpdateRate();
    for (let i = 1; i < 20; i++) expect(rate.update(0.05, 0.99)).toBeNaN();
    expect(rate.update(0.05, 0.99)).toBeCloseTo(20, 10);
  });

  it('counts rows of equal stamps: ten in one go every 2 s are 5 a second', () => {
    const rate = new UpdateRate();
    let value = NaN;
    for (let i = 1; i <= 400; i++) value = i % 10 === 0 ? rate.update(2, 1) : rate.update(0, 1);
    expect(value).toBeCloseTo(5, 10);
  });

  it('follows a burst within its window', () => {
    const rate = new UpdateRate();
    for (let i = 0; i < 100; i++) rate.update(1, Math.exp(-0.1));
    let value = NaN;
    for (let i = 0; i < 1_000; i++) value = rate.update(0.01, Math.exp(-0.001));
    // After 10 s = τ of 100 a second: 1 + 99·(1 − e^−1) = 63.6 a second.
    expect(value).toBeGreaterThan(60);
    expect(value).toBeLessThan(66);
  });

  it('forgets with reset', () => {
    const rate = new UpdateRate();
    for (let i = 0; i < 30; i++) rate.update(1, 1);
    rate.reset();
    expect(rate.update(1, 1)).toBeNaN();
  });
});
