import fc from 'fast-check';
import { planColumns } from './column-plan.js';
import { LineScanner } from './line-scanner.js';

/** A number cell, alone on its line and followed by another one, with what the scanner says of it. */
function read(cell: string, impliedDecimals = 0): { value: number; code: string | null; last: number } {
  const names = ['a', 'b'];
  const targets = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  const scanner = new LineScanner(planColumns(names, targets, () => impliedDecimals));
  const row = new Float64Array(3);
  scanner.scan(Buffer.from(`${cell},${cell}\n`), 0, row, 0);
  expect(scanner.fieldCount).toBe(2);
  return { value: row[1], code: scanner.oddCells[0]?.code ?? null, last: row[2] };
}

const DECIMALS = fc
  .tuple(fc.constantFrom('', '-', '+'), fc.stringMatching(/^\d{1,20}$/), fc.stringMatching(/^(\.\d{0,20})?$/))
  .map((parts) => parts.join(''));

describe('LineScanner', () => {
  it('reads decimals bit for bit as Number does', () => {
    fc.assert(
      fc.property(DECIMALS, (text) => {
        const { value, last, code } = read(text);
        expect(Object.is(value, Number(text))).toBe(true);
        expect(Object.is(last, Number(text))).toBe(true);
        expect(code).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('reads every finite double back from its shortest text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        // String(-0) is "0".
        expect(Object.is(read(String(number)).value, number === 0 ? 0 : number)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('moves an implied point with one rounding only', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (integer) => {
        expect(read(String(integer), 9).value).toBe(Number(`${integer}e-9`));
      }),
    );
    expect(read('5853300', 4).value).toBe(585.33);
    expect(read('1.5e3', 4).value).toBe(0.15);
  });

  it.each([
    ['9007199254740993', 9007199254740992],
    ['999999999', 999999999],
    ['1234567890', 1234567890],
    ['12345.67891', 12345.67891],
    ['.5', 0.5],
    ['5.', 5],
    ['-0', -0],
    ['1e5', 100000],
    [' 7.25 ', 7.25],
    ['"7.25"', 7.25],
    ['" 7.25"', 7.25],
  ])('takes %p', (text, value) => {
    expect(read(text)).toEqual({ value, code: null, last: value });
  });

  it.each([
    ['', 'EMPTY_FIELD', NaN],
    ['  ', 'EMPTY_FIELD', NaN],
    ['""', 'EMPTY_FIELD', NaN],
    ['nan', 'NAN', NaN],
    ['NaN', 'NAN', NaN],
    ['NAN', 'NAN', NaN],
    ['inf', 'INF', Infinity],
    ['Infinity', 'INF', Infinity],
    ['-inf', 'INF', -Infinity],
    ['1e999', 'INF', Infinity],
    ['-1e999', 'INF', -Infinity],
    ['0x1F', 'TEXT_IN_NUMBER', NaN],
    ['105USD', 'TEXT_IN_NUMBER', NaN],
    ['N/A', 'TEXT_IN_NUMBER', NaN],
    ['1_000', 'TEXT_IN_NUMBER', NaN],
    ['12;5', 'TEXT_IN_NUMBER', NaN],
    ['#REF!', 'TEXT_IN_NUMBER', NaN],
    ['1.2.3', 'TEXT_IN_NUMBER', NaN],
    ['-', 'TEXT_IN_NUMBER', NaN],
    ['.', 'TEXT_IN_NUMBER', NaN],
    ['"5"6', 'TEXT_IN_NUMBER', NaN],
    ['null', 'TEXT_IN_NUMBER', NaN],
  ])('says that %p is %s', (text, code, value) => {
    expect(read(text)).toEqual({ value, code, last: value });
  });

  it('keeps a comma inside quotes and does not let an open quote eat the next line', () => {
    const plan = planColumns(
      ['symbol', 'a'],
      new Map([
        ['symbol', -2],
        ['a', 1],
      ]),
    );
    const scanner = new LineScanner(plan);
    const bytes = Buffer.from('"A,B",1\r\n"C,2\n');
    const row = new Float64Array(2);
    const next = scanner.scan(bytes, 0, row, 0);
    expect([scanner.notedText(bytes, 0), row[1], scanner.fieldCount]).toEqual(['A,B', 1, 2]);
    expect(scanner.scan(bytes, next, row, 0)).toBe(bytes.length);
    expect(scanner.fieldCount).toBe(1);
  });

  it('counts fields beyond its plan without reading them', () => {
    const scanner = new LineScanner(planColumns(['a'], new Map([['a', 1]])));
    const row = new Float64Array(2);
    scanner.scan(Buffer.from('1,x,2,\n'), 0, row, 0);
    expect([scanner.fieldCount, row[1], scanner.oddCells]).toEqual([4, 1, []]);
  });
});
