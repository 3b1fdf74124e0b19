import { RealisedSpread } from './realised-spread.js';

const second = (s: number): number => s * 1_000_000;

describe('RealisedSpread', () => {
  it('uses the mid that prevailed five seconds after the trade, and not before they have passed', () => {
    const spread = new RealisedSpread();
    spread.add(second(1), 100.75, 1);
    spread.settle(second(5), 100.5, 100.6);
    expect(spread.value).toBeNaN();
    // The row at 7 s is the first after 6 s; from 5 s up to it the mid was 100.5: 2·(100.75 − 100.5).
    spread.settle(second(7), 100.5, 110);
    expect(spread.value).toBe(0.5);
  });

  it('uses the row itself where it stands exactly at the horizon', () => {
    const spread = new RealisedSpread();
    spread.add(second(1), 100.25, -1);
    spread.settle(second(6), 100, 101);
    expect(spread.value).toBe(1.5);
  });

  it('keeps the latest trade whose horizon has passed', () => {
    const spread = new RealisedSpread();
    spread.add(second(1), 101, 1);
    spread.add(second(2), 103, 1);
    spread.add(second(9), 109, 1);
    spread.settle(second(8), 100, 100);
    expect(spread.value).toBe(6);
  });

  it('gives none for an unknown sign, nor where there was no mid at the horizon', () => {
    const spread = new RealisedSpread();
    spread.add(second(1), 101, 0);
    spread.add(second(1), 101, 1);
    spread.settle(second(8), NaN, 100);
    expect(spread.value).toBeNaN();
  });

  it('leaves out what comes while 1024 wait, and goes on when they are settled', () => {
    const spread = new RealisedSpread();
    for (let i = 0; i < 1024; i++) spread.add(second(1), 101, 1);
    spread.add(second(1), 999, 1);
    spread.settle(second(10), 100, 100);
    expect(spread.value).toBe(2);
    spread.add(second(10), 104, 1);
    spread.settle(second(20), 100, 100);
    expect(spread.value).toBe(8);
  });

  it('forgets with reset', () => {
    const spread = new RealisedSpread();
    spread.add(second(1), 101, 1);
    spread.settle(second(10), 100, 100);
    spread.add(second(10), 101, 1);
    spread.reset();
    spread.settle(second(30), 90, 90);
    expect(spread.value).toBeNaN();
  });
});
