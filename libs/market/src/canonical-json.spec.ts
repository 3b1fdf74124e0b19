import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('sorts keys by code unit at every depth and leaves no blanks', () => {
    const value = { b: [{ z: 1, a: 'x y' }], a: null, B: true, é: -0, ab: 1e21 };
    expect(canonicalJson(value)).toBe('{"B":true,"a":null,"ab":1e+21,"b":[{"a":"x y","z":1}],"é":0}');
  });

  it('sorts keys that look like numbers as texts, not as an object lists them', () => {
    expect(canonicalJson({ 10: 'ten', 9: 'nine' })).toBe('{"10":"ten","9":"nine"}');
  });

  it('leaves out a property that is undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it.each([
    [NaN, RangeError, 'the value is NaN'],
    [{ a: { b: [1, -Infinity] } }, RangeError, 'a.b[1] is -Infinity'],
    [{ a: [undefined] }, TypeError, 'a[0] is undefined'],
    [{ when: new Date(0) }, TypeError, 'when is an instance of Date'],
    [{ n: 1n }, TypeError, 'n is bigint'],
  ])('refuses %p and names the place', (value, kind, message) => {
    expect(() => canonicalJson(value)).toThrow(kind);
    expect(() => canonicalJson(value)).toThrow(message);
  });

  it('reads back as the same value, and does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
}
