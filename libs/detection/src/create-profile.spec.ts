import { PROFILES, SIGNAL_TYPES } from '@genesis/contracts';
import { createProfile } from './create-profile.js';

describe('createProfile', () => {
  it.each(PROFILES)('%s describes each of its detectors and has a status for each', (name) => {
    const profile = createProfile(name);
    const types = profile.detectors.map((detector) => detector.type);
    expect(profile.name).toBe(name);
    expect(profile.configuration).toMatch(/^[0-9a-f]{16}$/);
    expect(types.length).toBeGreaterThanOrEqual(6);
    expect(types.every((type) => SIGNAL_TYPES.includes(type))).toBe(true);
    expect(new Set(types).size).toBe(types.length);
    expect(
      profile
        .create('AAPL')
        .statuses()
        .map((entry) => entry.type),
    ).toEqual(types);
    for (const { description, source, settings } of profile.detectors) {
      expect(description).not.toBe('');
      expect(source).not.toBe('');
      expect(Object.keys(settings).length).toBeGreaterThan(0);
    }
  });

  it('gives the same configuration each time and another for the other profile', () => {
    expect(createProfile('seed').configuration).toBe(createProfile('seed').configuration);
    expect(createProfile('seed').configuration).not.toBe(createProfile('calibrated').configuration);
  });

  it('takes changed settings for the calibrated profile only', () => {
    const overrides = { detectors: { WIDE_SPREAD: { maxSpreadOfMid: 0.2 } } };
    const changed = createProfile('calibrated', overrides);
    expect(changed.configuration).not.toBe(createProfile('calibrated').configuration);
    expect(() => createProfile('seed', overrides)).toThrow(/seed keeps the rules .* takes none/);
    expect(createProfile('seed', {}).name).toBe('seed');
  });
});
