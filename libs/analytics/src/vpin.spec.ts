import fc from 'fast-check';
import { Vpin } from './vpin.js';

/** Has learnt from 100 trades of 10: a bucket holds 200. */
function learnt(): Vpin {
  const vpin = new Vpin();
  for (let i = 0; i < 100; i++) vpin.add(10, 1);
  return vpin;
}

function fillBuckets(vpin: Vpin, buckets: number, buys: number): void {
  for (let i = 0; i < buckets; i++) {
    vpin.add(buys, 1);
    vpin.add(200 - buys, -1);
  }
}

describe('Vpin', () => {
  it('is NaN until ten buckets are full', () => {
    const vpin = learnt();
    expect(vpin.value).toBeNaN();
    fillBuckets(vpin, 9, 150);
    expect(vpin.value).toBeNaN();
    fillBuckets(vpin, 1, 150);
    // Each bucket: |150 − 50|/200 = 0.5.
    expect(vpin.value).toBe(0.5);
  });

  it('is 1 for buyers only, 0 for balance', () => {
    const buyers = learnt();
    fillBuckets(buyers, 10, 200);
    expect(buyers.value).toBe(1);
    const balanced = learnt();
    fillBuckets(balanced, 10, 100);
    expect(balanced.value).toBe(0);
  });

  it('looks back over 50 buckets: 25 of 1 and 25 of 0 are 0.5, 50 more of 0 are 0', () => {
    const vpin = learnt();
    fillBuckets(vpin, 40, 200);
    fillBuckets(vpin, 25, 100);
    expect(vpin.value).toBe(0.5);
    fillBuckets(vpin, 25, 100);
    expect(vpin.value).toBe(0);
  });

  it('splits a trade that overflows: 300 bought and 100 sold are one bucket of 1 and one of 0', () => {
    const vpin = learnt();
    for (let i = 0; i < 5; i++) {
      vpin.add(300, 1);
      vpin.add(100, -1);
    }
    expect(vpin.value).toBe(0.5);
  });

  it('counts a trade of unknown sign half to each side', () => {
    const vpin = learnt();
    for (let i = 0; i < 10; i++) {
      vpin.add(100, 0);
      vpin.add(100, 1);
    }
    expect(vpin.value).toBe(0.5);
  });

  it('takes a trade larger than the window in bounded time: it fills the window', () => {
    const vpin = learnt();
    fillBuckets(vpin, 30, 100);
    vpin.add(1e15, -1);
    expect(vpin.value).toBe(1);
  });

  it('keeps the learnt bucket when the window is emptied', () => {
    const vpin = learnt();
    fillBuckets(vpin, 20, 200);
    vpin.resetWindow();
    expect(vpin.value).toBeNaN();
    fillBuckets(vpin, 10, 100);
    expect(vpin.value).toBe(0);
  });

  it('stays in [0, 1] whatever is traded', () => {
    const trade = fc.tuple(fc.double({ min: 1e-6, max: 1e5, noNaN: true }), fc.constantFrom(-1, 0, 1));
    fc.assert(
      fc.property(fc.array(trade, { minLength: 150, maxLength: 400 }), (trades) => {
        const vpin = new Vpin();
        for (const [size, sign] of trades) {
          vpin.add(size, sign);
          expect(Number.isNaN(vpin.value) || (vpin.value >= 0 && vpin.value <= 1 + 1e-9)).toBe(true);
        }
      }),
      { seed: 1, numRuns: 30 },
    );
  });
});
