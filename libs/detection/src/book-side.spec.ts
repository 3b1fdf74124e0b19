import { ASK, BID, sideOf } from './book-side.js';

describe('book sides', () => {
  it('mirror each other', () => {
    expect([BID.oppositePrice, ASK.oppositePrice]).toEqual([ASK.price, BID.price]);
    expect(BID.outward).toBe(-ASK.outward);
  });

  it.each([
    [true, true, 'both'],
    [true, false, 'bid'],
    [false, true, 'ask'],
    [false, false, null],
  ])('name what was found on bid %p and ask %p %p', (bid, ask, side) => {
    expect(sideOf(bid, ask)).toBe(side);
  });
});
