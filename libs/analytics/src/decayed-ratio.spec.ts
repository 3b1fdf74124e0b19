import fc from 'fast-check';
import { DecayedRatio } from './decayed-ratio.js';

describe('DecayedRatio', () => {
  it('is the ratio of decayed sums: (4·0.5 + 3)/(2·0.5 + 1) = 2.5', () => {
    const ratio = new DecayedRatio(2);
    ratio.add(4, 2, 1);
    expect(ratio.value).toBeNaN();
    ratio.add(3, 1, 0.5);
    expect(ratio.value).toBe(2.5);
  });

  it('is NaN while no time has passed, however many terms there are', () => {
    const ratio = new DecayedRatio(1);
    for (let i = 0; i < 10; i++) ratio.add(1, 0, 1);
    expect(ratio.value).toBeNaN();
    ratio.add(1, 2, 1);
    expect(ratio.value).toBe(5.5);
  });

  it('ends at a true zero after a long silence, not among denormal numbers', () => {
    const ratio = new DecayedRatio(1);
    ratio.add(1, 1, 1);
    for (let i = 0; i < 20_000; i++) ratio.add(0, 1, 0.95);
    expect(ratio.value).toBe(0);
  });

  it('forgets with reset', () => {
    const ratio = new DecayedRatio(1);
    ratio.add(9, 1, 1);
    ratio.reset();
    expect(ratio.value).toBeNaN();
    ratio.add(2, 1, 0.9);
    expect(ratio.value).toBe(2);
  });

  it('agrees with sums taken anew each time', () => {
    const term = fc.record({
      amount: fc.double({ min: 0, max: 1e6, noNaN: true }),
      seconds: fc.double({ min: 1e-3, max: 100, noNaN: true }),
      decay: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 40 }), (terms) => {
        const ratio = new DecayedRatio(1);
        for (const { amount, seconds, decay } of terms) ratio.add(amount, seconds, decay);
        let amount = 0;
        let seconds = 0;
        terms.forEach((term, i) => {
          const weight = terms.slice(i + 1).reduce((product, later) => product * later.decay, 1);
          amount += weight * term.amount;
          seconds += weight * term.seconds;
        });
        const expected = amount / seconds;
        expect(Math.abs(ratio.value - expected)).toBeLessThanOrEqual(1e-9 * (1 + expected));
      }),
      { seed: 1 },
    );
  });
});
