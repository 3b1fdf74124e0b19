import { createProfile } from './create-profile.js';
import { readOverrides, readOverridesText } from './read-overrides.js';
import { settingCatalogue } from './setting-catalogue.js';
import { isWithin } from './setting-bounds.js';

describe('readOverrides', () => {
  it('reads settings for all symbols and for single ones', () => {
    const given = {
      detectors: { SPOOFING: { minMeans: 2.5 } },
      symbols: { AAPL: { HEAVY_IMBALANCE: { enterZ: 4 } } },
    };
    expect(readOverrides('calibrated', given)).toEqual({ overrides: given, problems: [] });
    expect(readOverrides('calibrated', {}).problems).toEqual([]);
    expect(readOverrides('seed', {}).problems).toEqual([]);
  });

  it.each<[string, unknown, RegExp[]]>([
    ['no object', [], [/^expected an object, got \[\]$/]],
    ['nothing', null, [/got null/]],
    [
      'an unknown part',
      { symbol: {} },
      [/^symbol is not known here \(did you mean symbols\?\); known are detectors, symbols$/],
    ],
    ['a far name', { thresholds: {} }, [/^thresholds is not known here; known are/]],
    [
      'settings that are a number',
      { detectors: { SPOOFING: 2 } },
      [/^detectors\.SPOOFING is 2, expected an object$/],
    ],
    ['symbols that are a list', { symbols: ['AAPL'] }, [/^symbols is \["AAPL"\], expected an object$/]],
    ['a symbol with a blank', { symbols: { 'A B': {} } }, [/^symbols\."A B" is no symbol/]],
    [
      'null for a number',
      { symbols: { X: { SPOOFING: { minMeans: null } } } },
      [/^symbols\.X\.SPOOFING\.minMeans is null, expected a number$/],
    ],
    [
      'several things at once',
      {
        detectors: { SPOOF: {}, SPOOFING: { minMeans: 0, nonsense: 1 } },
        symbols: { X: { LAYERING: { minPrices: 1 } } },
      },
      [
        /^no detector SPOOF; allowed are SPOOFING, /,
        /^SPOOFING\.minMeans is 0, expected a number from 0\.1 to 1000$/,
        /^no setting SPOOFING\.nonsense; allowed are /,
        /^X: LAYERING\.minPrices is 1, expected a whole number from 2 to 10$/,
      ],
    ],
    [
      'names that every object has',
      { detectors: { constructor: {}, SPOOFING: { toString: 1 } } },
      [/no detector constructor/, /no setting SPOOFING\.toString/],
    ],
  ])('tells of %s', (_what, given, expected) => {
    const { problems } = readOverrides('calibrated', given);
    expect(problems).toEqual(expected.map((text): unknown => expect.stringMatching(text)));
  });

  it('tells that profile seed takes none', () => {
    const { problems } = readOverrides('seed', { detectors: { SPOOFING: { minMeans: 3 } } });
    expect(problems).toEqual([expect.stringContaining('takes no changed settings')]);
  });

  it('reads text, and tells of one that is no JSON', () => {
    expect(readOverridesText('calibrated', '{"detectors":{}}').problems).toEqual([]);
    expect(readOverridesText('calibrated', '{').problems).toEqual([expect.stringMatching(/^is no JSON: /)]);
  });
});

describe('settingCatalogue', () => {
  it('has every setting of every detector, with the profile’s own value within the bounds', () => {
    for (const { type, settings } of createProfile('calibrated').detectors) {
      const catalogue = settingCatalogue('calibrated', type);
      expect(Object.fromEntries(catalogue.map(({ name, default: own }) => [name, own]))).toEqual(settings);
      for (const { default: own, bounds, unit } of catalogue) {
        expect(isWithin(own, bounds)).toBe(true);
        expect(unit).not.toBe('');
      }
    }
  });

  it('tells which settings detectors have in common', () => {
    const shared = settingCatalogue('calibrated', 'SPOOFING').filter(
      ({ sharedWith }) => sharedWith.length > 0,
    );
    expect(shared.map(({ name }) => name)).toContain('explanationSeconds');
    expect(shared.map(({ name }) => name)).not.toContain('minMeans');
    expect(new Set(shared.flatMap(({ sharedWith }) => sharedWith))).toEqual(new Set(['LAYERING']));
  });

  it('has nothing of profile seed, nor of a type without a detector', () => {
    expect(settingCatalogue('seed', 'SPOOFING')).toEqual([]);
    expect(settingCatalogue('calibrated', 'ICEBERG')).toEqual([]);
  });
});
