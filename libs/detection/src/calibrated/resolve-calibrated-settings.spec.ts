import { createCalibratedProfile } from './create-calibrated-profile.js';
import { CALIBRATED_BOUNDS } from './calibrated-bounds.js';
import { CALIBRATED_SETTINGS } from './calibrated-settings.js';
import { isWithin } from '../setting-bounds.js';
import { resolveCalibratedSettings } from './resolve-calibrated-settings.js';

describe('resolveCalibratedSettings', () => {
  it('leaves everything as it is without overrides', () => {
    expect(resolveCalibratedSettings({})).toEqual(CALIBRATED_SETTINGS);
  });

  it('changes one setting and nothing else', () => {
    const changed = resolveCalibratedSettings({ detectors: { SPOOFING: { minMeans: 3 } } });
    expect(changed).toEqual({
      ...CALIBRATED_SETTINGS,
      SPOOFING: { ...CALIBRATED_SETTINGS.SPOOFING, minMeans: 3 },
    });
  });

  it('changes what SPOOFING and LAYERING share through either', () => {
    const bySpoofing = resolveCalibratedSettings({ detectors: { SPOOFING: { maxParts: 2 } } });
    expect(bySpoofing).toEqual(resolveCalibratedSettings({ detectors: { LAYERING: { maxParts: 2 } } }));
    expect(bySpoofing.WITHDRAWAL.maxParts).toBe(2);
  });

  it('puts the settings of a symbol over those of all', () => {
    const overrides = {
      detectors: { WIDE_SPREAD: { maxSpreadOfMid: 0.2, exitShare: 0.5 } },
      symbols: { AAPL: { WIDE_SPREAD: { maxSpreadOfMid: 0.3 } } },
    };
    expect(resolveCalibratedSettings(overrides, 'AAPL').WIDE_SPREAD).toEqual({
      maxSpreadOfMid: 0.3,
      exitShare: 0.5,
    });
    expect(resolveCalibratedSettings(overrides, 'MSFT').WIDE_SPREAD.maxSpreadOfMid).toBe(0.2);
  });

  it.each([
    [{ ICEBERG: { size: 1 } }, /no detector ICEBERG; allowed are SPOOFING, LAYERING, /],
    [{ SPOOFING: { z: 3 } }, /no setting SPOOFING\.z; allowed are .*minMeans \(a number from 0\.1 to 1000\)/],
    [{ LAYERING: { minPrices: 2.5 } }, /LAYERING\.minPrices is 2\.5, expected a whole number from 2 to 10/],
    [{ WIDE_SPREAD: { exitShare: NaN } }, /exitShare is NaN, expected a number from 0 to 1/],
    [
      { SPOOFING: { maxParts: 2 }, LAYERING: { maxParts: 3 } },
      /maxParts is 2 and 3, but SPOOFING and LAYERING share it/,
    ],
    [{ WIDE_SPREAD: { exitShare: 2, other: 1 } }, /exitShare is 2.*; no setting WIDE_SPREAD\.other/],
  ])('refuses %j', (detectors, problem) => {
    expect(() => resolveCalibratedSettings({ detectors })).toThrow(problem);
    expect(() => resolveCalibratedSettings({ symbols: { X: detectors } }, 'X')).toThrow(/settings of X: /);
  });
});

describe('CALIBRATED_BOUNDS', () => {
  it('hold the settings as they are', () => {
    const outside = Object.entries(CALIBRATED_SETTINGS).flatMap(([group, settings]) =>
      Object.entries(settings).filter(([name, value]) => {
        const bounds = CALIBRATED_BOUNDS[group as keyof typeof CALIBRATED_BOUNDS];
        return !isWithin(value, bounds[name as keyof typeof bounds]);
      }),
    );
    expect(outside).toEqual([]);
  });
});

describe('a calibrated profile with changed settings', () => {
  const wide = { WIDE_SPREAD: { maxSpreadOfMid: 0.2 } };
  const usual = createCalibratedProfile().configuration;

  it('shows them and has another configuration', () => {
    const { detectors, configuration } = createCalibratedProfile({ detectors: wide });
    expect(detectors.find(({ type }) => type === 'WIDE_SPREAD')?.settings).toMatchObject({
      maxSpreadOfMid: 0.2,
    });
    expect(configuration).not.toBe(usual);
  });

  it('is named by what is judged otherwise, not by how that was said', () => {
    const asIs = { WIDE_SPREAD: { maxSpreadOfMid: CALIBRATED_SETTINGS.WIDE_SPREAD.maxSpreadOfMid } };
    expect(createCalibratedProfile({ detectors: asIs, symbols: { X: asIs } }).configuration).toBe(usual);
    const forX = createCalibratedProfile({ symbols: { X: wide } }).configuration;
    const forY = createCalibratedProfile({ symbols: { Y: wide } }).configuration;
    expect(new Set([usual, forX, forY]).size).toBe(3);
  });

  it('refuses wrong settings of a symbol when it is made', () => {
    expect(() => createCalibratedProfile({ symbols: { X: { SPOOFING: { z: 1 } } } })).toThrow(/of X/);
  });
});
