import { RealisedVolatility } from './realised-volatility.js';

describe('RealisedVolatility', () => {
  it('is √(Σr²/Σt): returns of ±ln 1.01 every 4 s are ln(1.01)/2 per √s', () => {
    const volatility = new RealisedVolatility();
    volatility.start(100);
    let value = NaN;
    for (let i = 1; i <= 20; i++) value = volatility.update(i % 2 === 1 ? 101 : 100, 4, 1);
    expect(value).toBeCloseTo(Math.log(1.01) / 2, 12);
  });

  it('does not depend on how a wait is cut into rows', () => {
    const fine = new RealisedVolatility();
    const coarse = new RealisedVolatility();
    fine.start(100);
    coarse.start(100);
    let [a, b] = [NaN, NaN];
    for (let i = 1; i <= 40; i++) {
      const mid = i % 2 === 1 ? 101 : 100;
      b = coarse.update(mid, 1, Math.exp(-1 / 10));
      for (let k = 0; k < 3; k++) fine.update(i % 2 === 1 ? 100 : 101, 0.25, Math.exp(-0.25 / 10));
      a = fine.update(mid, 0.25, Math.exp(-0.25 / 10));
    }
    // The time of a wait weighs by its middle rather than its end: 4 % of the variance at Δt = τ/10.
    expect(Math.abs(a / b - 1)).toBeLessThan(0.03);
  });

  it('is NaN for the first 20 returns and 0 for a mid that never moves', () => {
    const volatility = new RealisedVolatility();
    volatility.start(100);
    for (let i = 1; i < 20; i++) expect(volatility.update(100, 1, 1)).toBeNaN();
    expect(volatility.update(100, 1, 1)).toBe(0);
  });

  it('compares with the last known mid when a side was empty in between', () => {
    const volatility = new RealisedVolatility();
    volatility.start(NaN);
    volatility.update(100, 1, 1);
    for (let i = 0; i < 18; i++) volatility.update(NaN, 1, 1);
    // The one return, ln 1.1, over 20 s.
    expect(volatility.update(110, 1, 1)).toBeCloseTo(Math.log(1.1) / Math.sqrt(20), 12);
  });

  it('forgets with reset', () => {
    const volatility = new RealisedVolatility();
    volatility.start(100);
    for (let i = 0; i < 30; i++) volatility.update(100 + (i % 2), 1, 1);
    volatility.reset();
    expect(volatility.update(500, 1, 1)).toBeNaN();
    for (let i = 0; i < 18; i++) volatility.update(500, 1, 1);
    expect(volatility.update(500, 1, 1)).toBe(0);
  });
});
