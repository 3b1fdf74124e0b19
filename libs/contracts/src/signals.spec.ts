import fc from 'fast-check';
import { SIGNAL_TYPES, signalBit, signalsInMask } from './signals.js';

describe('signal masks', () => {
  it('give each type a bit of its own, in the order of the list', () => {
    expect(signalBit('SPOOFING')).toBe(1);
    expect(signalBit('LAYERING')).toBe(2);
    expect(signalBit('PINGING')).toBe(1024);
    expect(signalsInMask(0)).toEqual([]);
    expect(signalsInMask(1 | 1024)).toEqual(['SPOOFING', 'PINGING']);
  });

  it('fit the 16 bits that a batch result has for them', () => {
    const all = SIGNAL_TYPES.reduce((mask, type) => mask | signalBit(type), 0);
    expect(all).toBeLessThan(2 ** 16);
    expect(signalsInMask(all)).toEqual([...SIGNAL_TYPES]);
  });

  it('say the same as the set they were made of', () => {
    fc.assert(
      fc.property(fc.subarray([...SIGNAL_TYPES]), (types) => {
        const mask = types.reduce((bits, type) => bits | signalBit(type), 0);
        expect(signalsInMask(mask)).toEqual(types);
      }),
      { seed: 1 },
    );
  });
});
