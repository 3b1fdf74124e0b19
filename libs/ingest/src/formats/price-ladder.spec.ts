import fc from 'fast-check';
import { PriceLadder } from './price-ladder.js';

describe.each(['bid', 'ask'] as const)('PriceLadder of the %s side', (side) => {
  it('shows what a map and a sort would show', () => {
    const change = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const ladder = new PriceLadder(side);
        const book = new Map<number, number>();
        for (const [price, volume] of changes) {
          ladder.set(price, volume);
          if (volume === 0) book.delete(price);
          else book.set(price, volume);
        }
        const levels = [...book].sort(([a], [b]) => (side === 'ask' ? a - b : b - a)).slice(0, 10);
        const rows = new Float64Array(20);
        ladder.copyTo(rows, 0, 10);
        const absent = Array.from({ length: 10 - levels.length }, () => [NaN, 0]);
        const expected = [...levels, ...absent];
        expect([...rows.subarray(0, 10)]).toEqual(expected.map(([price]) => price));
        expect([...rows.subarray(10)]).toEqual(expected.map(([, volume]) => volume));
      }),
    );
  });
});
