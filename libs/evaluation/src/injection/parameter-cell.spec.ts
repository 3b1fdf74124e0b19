import { seededRandom } from '@genesis/market';
import { drawParameters, HELD_OUT_SHARE, isHeldOut } from './parameter-cell.js';

const RANGES = { size: [2, 4], rest: [0, 8] } as const;

/** The cells, in the order of the names. */
function cellsOf({ rest, size }: Readonly<Record<string, number>>): number[] {
  return [Math.floor(rest), Math.floor(((size - 2) / 2) * 8)];
}

describe('drawParameters', () => {
  it.each([true, false])('draws from its own part of the space only (held out: %p)', (heldOut) => {
    const random = seededRandom(3);
    for (let i = 0; i < 300; i++) {
      const drawn = drawParameters('SPOOFING/easy/bid', RANGES, heldOut, random);
      expect(drawn.size).toBeGreaterThanOrEqual(2);
      expect(drawn.size).toBeLessThan(4);
      expect(isHeldOut('SPOOFING/easy/bid', cellsOf(drawn))).toBe(heldOut);
    }
  });

  it('holds out about the share that it says, other cells for each scope', () => {
    const cells = Array.from({ length: 64 * 64 }, (_, i) => [i & 63, i >> 6]);
    const out = (scope: string): boolean[] => cells.map((cell) => isHeldOut(scope, cell));
    const share = out('a').filter(Boolean).length / cells.length;
    expect(Math.abs(share - HELD_OUT_SHARE)).toBeLessThan(0.03);
    expect(out('a')).not.toEqual(out('b'));
  });

  it('says where a space has no such cell', () => {
    const stuck = (): number => 0;
    const heldOut = !isHeldOut('x', [0]);
    expect(() => drawParameters('x', { a: [0, 1] }, heldOut, stuck)).toThrow(/no cell of x/);
    expect(drawParameters('x', {}, true, stuck)).toEqual({});
  });
});
