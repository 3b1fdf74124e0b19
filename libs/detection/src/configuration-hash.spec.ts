import { createHash } from 'node:crypto';
import { configurationHash } from './configuration-hash.js';
import { type DetectorDescription } from './detection-profile.js';

function detector(
  type: DetectorDescription['type'],
  settings: DetectorDescription['settings'],
): DetectorDescription {
  return { type, description: 'd', source: 's', settings };
}

describe('configurationHash', () => {
  const spoofing = detector('SPOOFING', { b: 2, a: 1.5 });
  const layering = detector('LAYERING', { mode: 'strict' });

  it('is the first 16 hex digits of the SHA-256 over sorted JSON without blanks', () => {
    const canonical = '{"LAYERING":{"mode":"strict"},"SPOOFING":{"a":1.5,"b":2}}';
    const expected = createHash('sha256').update(canonical).digest('hex').slice(0, 16);
    expect(configurationHash([spoofing, layering])).toBe(expected);
  });

  it('does not depend on order, nor on descriptions', () => {
    const other = { ...detector('SPOOFING', { a: 1.5, b: 2 }), description: 'in other words' };
    expect(configurationHash([layering, other])).toBe(configurationHash([spoofing, layering]));
  });

  it('changes with a value, a name and a type', () => {
    const hashes = [
      [spoofing],
      [detector('SPOOFING', { b: 2, a: 1.6 })],
      [detector('SPOOFING', { b: 2, c: 1.5 })],
      [detector('LAYERING', { b: 2, a: 1.5 })],
      [detector('SPOOFING', { b: '2', a: 1.5 })],
    ].map(configurationHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('refuses what JSON would turn into null', () => {
    expect(() => configurationHash([detector('SPOOFING', { limit: NaN })])).toThrow('SPOOFING.limit is NaN');
    expect(() => configurationHash([detector('SPOOFING', { limit: Infinity })])).toThrow(RangeError);
  });
});
