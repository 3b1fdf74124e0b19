import { quoted } from './quoted.js';

describe('quoted', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    ['2', '"2"'],
    [0.1, '0.1'],
    [JSON.parse('1e999'), 'Infinity'],
    [-Infinity, '-Infinity'],
    [NaN, 'NaN'],
    [[2, JSON.parse('-1e999')], '[2,"-Infinity"]'],
    [{ a: null }, '{"a":null}'],
  ])('shows %p as %s', (value: unknown, shown) => {
    expect(quoted(value)).toBe(shown);
  });

  it('cuts short what is long', () => {
    expect(quoted('x'.repeat(200))).toBe(`"${'x'.repeat(79)}…`);
  });
});
