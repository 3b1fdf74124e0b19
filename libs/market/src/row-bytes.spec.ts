import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { rowBytes, ROW_BYTES, rowsFromBytes, RowsHash } from './row-bytes.js';
import { ROW_STRIDE } from './snapshot-layout.js';

/** One row of zeros with these values in front. */
function rowOf(...values: number[]): Float64Array {
  const row = new Float64Array(ROW_STRIDE);
  row.set(values);
  return row;
}

describe('rowBytes', () => {
  it('writes little-endian doubles: 1 is 3ff0…, 0.1 is 3fb999999999999a', () => {
    const bytes = rowBytes(rowOf(1, 0.1, -0, Infinity), 0, 1);
    expect(bytes).toHaveLength(328);
    expect(bytes.toString('hex', 0, 32)).toBe(
      '000000000000f03f' + '9a9999999999b93f' + '0000000000000080' + '000000000000f07f',
    );
  });

  it('has one form for every NaN', () => {
    const odd = rowOf(0);
    new BigUint64Array(odd.buffer)[0] = 0xfff8_dead_beef_0001n;
    expect(odd[0]).toBeNaN();
    expect(rowBytes(odd, 0, 1)).toEqual(rowBytes(rowOf(NaN), 0, 1));
    expect(rowBytes(odd, 0, 1).toString('hex', 0, 8)).toBe('000000000000f87f');
  });

  it('takes the rows that were asked for', () => {
    const rows = new Float64Array(3 * ROW_STRIDE).map((_, i) => i);
    expect([...rowsFromBytes(rowBytes(rows, 1, 3))]).toEqual([...rows.subarray(ROW_STRIDE)]);
    expect(rowBytes(rows, 2, 2)).toHaveLength(0);
  });

  it('comes back as it was, whatever the values', () => {
    const row = fc.array(fc.double(), { minLength: ROW_STRIDE, maxLength: ROW_STRIDE });
    fc.assert(
      fc.property(row, (values) => {
        const read = rowsFromBytes(rowBytes(Float64Array.from(values), 0, 1));
        expect(values.every((value, i) => Object.is(value, read[i]))).toBe(true);
      }),
    );
  });

  it('refuses bytes that are no whole rows', () => {
    expect(() => rowsFromBytes(new Uint8Array(ROW_BYTES + 1))).toThrow('329 bytes are no whole rows');
  });
});

describe('RowsHash', () => {
  it('is the SHA-256 of the bytes, in one piece or in many', () => {
    const rows = new Float64Array(2 * ROW_STRIDE).map((_, i) => i / 3);
    const whole = rowBytes(rows, 0, 2);
    const pieces = new RowsHash().add(rowBytes(rows, 0, 1)).add(rowBytes(rows, 1, 2));
    expect(pieces.digest()).toBe(createHash('sha256').update(whole).digest('hex'));
  });

  it('changes with the last bit of one value', () => {
    const hashOf = (value: number): string => new RowsHash().add(rowBytes(rowOf(value), 0, 1)).digest();
    expect(hashOf(0.1 + 0.2)).not.toBe(hashOf(0.3));
  });
});
