import { changeSetting } from './change-setting.js';
import { createProfile } from './create-profile.js';
import { overridesOf } from './overrides-of.js';
import { mergeOverrides, type ProfileOverrides } from './profile-overrides.js';

describe('changeSetting', () => {
  const spread = { type: 'WIDE_SPREAD', name: 'maxSpreadOfMid' } as const;

  it('changes a setting for all symbols, or for one', () => {
    const all = changeSetting({}, { ...spread, value: 0.2, symbol: null });
    expect(all).toEqual({ detectors: { WIDE_SPREAD: { maxSpreadOfMid: 0.2 } } });
    const one = changeSetting(all, { ...spread, value: 0.3, symbol: 'X' });
    expect(one).toEqual({ ...all, symbols: { X: { WIDE_SPREAD: { maxSpreadOfMid: 0.3 } } } });
  });

  it('takes one back and leaves no empty place behind', () => {
    const both: ProfileOverrides = {
      detectors: { WIDE_SPREAD: { maxSpreadOfMid: 0.2, exitShare: 0.5 } },
      symbols: { X: { WIDE_SPREAD: { maxSpreadOfMid: 0.3 } }, Y: { WIDE_SPREAD: { exitShare: 0.4 } } },
    };
    const back = changeSetting(both, { ...spread, value: null, symbol: 'X' });
    expect(back).toEqual({ ...both, symbols: { Y: both.symbols?.Y } });
    expect(changeSetting(back, { ...spread, value: null, symbol: null }).detectors).toEqual({
      WIDE_SPREAD: { exitShare: 0.5 },
    });
    expect(changeSetting({}, { ...spread, value: null, symbol: 'X' })).toEqual({ symbols: {} });
  });

  it('changes what SPOOFING and LAYERING share for both, and their own for one', () => {
    const shared = changeSetting({}, { type: 'LAYERING', name: 'maxParts', value: 2, symbol: null });
    expect(shared).toEqual({ detectors: { SPOOFING: { maxParts: 2 }, LAYERING: { maxParts: 2 } } });
    const own = changeSetting({}, { type: 'LAYERING', name: 'minMeans', value: 2, symbol: null });
    expect(own).toEqual({ detectors: { LAYERING: { minMeans: 2 } } });
  });

  it('goes over a shared setting that was said by the other type alone', () => {
    const base: ProfileOverrides = { detectors: { SPOOFING: { maxParts: 2 } } };
    const over = changeSetting({}, { type: 'LAYERING', name: 'maxParts', value: 3, symbol: null });
    const profile = createProfile('calibrated', mergeOverrides(base, over));
    expect(profile.detectors.find(({ type }) => type === 'SPOOFING')?.settings.maxParts).toBe(3);
  });
});

describe('mergeOverrides', () => {
  it('lets the second have its way, setting by setting', () => {
    const base: ProfileOverrides = {
      detectors: { WIDE_SPREAD: { maxSpreadOfMid: 0.2, exitShare: 0.5 } },
      symbols: { X: { SPOOFING: { minMeans: 3 } } },
    };
    const over: ProfileOverrides = {
      detectors: { WIDE_SPREAD: { exitShare: 0.6 } },
      symbols: { X: { SPOOFING: { maxParts: 3 } }, Y: { SPOOFING: { minMeans: 5 } } },
    };
    expect(mergeOverrides(base, over)).toEqual({
      detectors: { WIDE_SPREAD: { maxSpreadOfMid: 0.2, exitShare: 0.6 } },
      symbols: { X: { SPOOFING: { minMeans: 3, maxParts: 3 } }, Y: { SPOOFING: { minMeans: 5 } } },
    });
  });

  it('knows no symbol that nobody named', () => {
    expect(mergeOverrides({}, { symbols: { constructor: { SPOOFING: { minMeans: 3 } } } }).symbols).toEqual({
      constructor: { SPOOFING: { minMeans: 3 } },
    });
  });
});

describe('overridesOf', () => {
  const overrides: ProfileOverrides = {
    detectors: { SPOOFING: { maxParts: 2 }, WIDE_SPREAD: { maxSpreadOfMid: 0.1 } },
    symbols: { X: { LAYERING: { maxParts: 3 } } },
  };
  const profile = createProfile('calibrated', overrides);

  it.each([
    ['of all symbols', 'Y', { SPOOFING: { maxParts: 2 }, LAYERING: { maxParts: 2 } }],
    ['of one', 'X', { SPOOFING: { maxParts: 3 }, LAYERING: { maxParts: 3 } }],
  ])('says what differs from the profile’s own: %s', (_what, symbol, changed) => {
    expect(overridesOf(profile, symbol)).toEqual(changed);
    const alone = createProfile('calibrated', { detectors: overridesOf(profile, symbol) });
    expect(alone.configuration).toBe(profile.configurationOf(symbol));
  });

  it('is nothing for profile seed', () => {
    expect(overridesOf(createProfile('seed'), 'X')).toEqual({});
  });
});
