import { AggressorSign } from './aggressor-sign.js';

describe('AggressorSign', () => {
  it('tests the quote first: above the mid a buyer, below it a seller', () => {
    const aggressor = new AggressorSign();
    expect(aggressor.of(100.6, 100.5, 0)).toBe(1);
    expect(aggressor.of(100.4, 100.5, 0)).toBe(-1);
  });

  it('tests the tick at the mid: up, unchanged after up, down, unchanged after down', () => {
    const aggressor = new AggressorSign();
    const signs = [100, 101, 101, 99, 99].map((price) => aggressor.of(price, price, 0));
    expect(signs).toEqual([0, 1, 1, -1, -1]);
  });

  it('knows nothing of a first trade without a quote, and needs no quote for the second', () => {
    const aggressor = new AggressorSign();
    expect(aggressor.of(100, NaN, 0)).toBe(0);
    expect(aggressor.of(101, NaN, 0)).toBe(1);
  });

  it('believes the source, against the quote too, and learns the tick from such trades', () => {
    const aggressor = new AggressorSign();
    expect(aggressor.of(101, 100, -1)).toBe(-1);
    expect(aggressor.of(102, 100, -1)).toBe(-1);
    expect(aggressor.of(102, 102, 0)).toBe(1);
  });

  it('forgets the last price with reset', () => {
    const aggressor = new AggressorSign();
    aggressor.of(100, NaN, 0);
    aggressor.reset();
    expect(aggressor.of(101, NaN, 0)).toBe(0);
  });
});
