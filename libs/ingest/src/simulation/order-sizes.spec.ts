import { seededRandom } from '@genesis/market';
import { OrderSizes } from './order-sizes.js';

describe('OrderSizes', () => {
  const sizes = new OrderSizes({ medianOrderLots: 140, sizeSigma: 0.6, roundLots: 100 }, seededRandom(2));
  const drawn = Array.from({ length: 50_000 }, () => sizes.draw()).sort((a, b) => a - b);

  it('draws whole lots from 0.3 to 4 times the median', () => {
    expect(drawn.every(Number.isInteger)).toBe(true);
    expect(drawn[0]).toBeGreaterThanOrEqual(42);
    expect(drawn[drawn.length - 1]).toBeLessThanOrEqual(600); // 4 · 140 = 560, rounded to a round lot
  });

  it('draws round lots most of the time', () => {
    const round = drawn.filter((lots) => lots % 100 === 0).length / drawn.length;
    expect(round).toBeCloseTo(0.6, 1);
  });

  it('has the median and the spread of a lognormal where nothing is rounded', () => {
    const plain = new OrderSizes({ medianOrderLots: 1000, sizeSigma: 0.5, roundLots: 1 }, seededRandom(4));
    const logs = Array.from({ length: 50_000 }, () => Math.log(plain.draw() / 1000)).sort((a, b) => a - b);
    expect(logs[25_000]).toBeCloseTo(0, 1);
    // One standard deviation: 84.1 % of a normal distribution lies below it.
    expect(logs[42_067]).toBeCloseTo(0.5, 1);
  });
});
