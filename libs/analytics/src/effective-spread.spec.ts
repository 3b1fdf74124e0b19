import { effectiveSpread } from './effective-spread.js';

describe('effectiveSpread', () => {
  it('is 2·D·(p − mid): a buyer at 100.75 over a mid of 100.5 pays 0.5, so does a seller at 100.25', () => {
    expect(effectiveSpread(1, 100.75, 100.5)).toBe(0.5);
    expect(effectiveSpread(-1, 100.25, 100.5)).toBe(0.5);
  });

  it('is negative for a trade better than the mid', () => {
    expect(effectiveSpread(1, 100.25, 100.5)).toBe(-0.5);
  });

  it('is NaN without a sign or a mid', () => {
    expect(effectiveSpread(0, 100, 100.5)).toBeNaN();
    expect(effectiveSpread(1, 100, NaN)).toBeNaN();
  });
});
