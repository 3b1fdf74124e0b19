import { seededRandom } from './random.js';

describe('seededRandom', () => {
  it('gives the published sequence of mulberry32 for seed 0', () => {
    const random = seededRandom(0);
    // First outputs of the reference C code, as 32-bit integers.
    expect([random(), random(), random()].map((value) => value * 2 ** 32)).toEqual([
      1_144_304_738, 1_416_247, 958_946_056,
    ]);
  });

  it('repeats for the same seed and differs for another', () => {
    const draw = (seed: number): number[] => Array.from({ length: 20 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('is uniform in [0, 1): mean ½, tenths alike', () => {
    const random = seededRandom(42);
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) tenths[Math.floor(random() * 10)]++;
    // Standard deviation of a count is 95: five of them.
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });
});
