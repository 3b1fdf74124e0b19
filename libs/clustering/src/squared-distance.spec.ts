import { squaredDistance } from './squared-distance.js';

describe('squaredDistance', () => {
  it('sums up the squares over any number of dimensions: (1,2) to (4,6) is 3² + 4²', () => {
    expect(squaredDistance(Float64Array.of(9, 1, 2), 1, Float64Array.of(4, 6), 0, 2)).toBe(25);
  });

  it('is the same to the last bit where it is written out', () => {
    const a = Float64Array.from({ length: 9 }, (_, i) => Math.sin(i));
    const b = Float64Array.from({ length: 8 }, (_, i) => Math.cos(i) / 3);
    let sum = 0;
    for (let d = 0; d < 7; d++) sum += (a[2 + d] - b[1 + d]) * (a[2 + d] - b[1 + d]);
    expect(squaredDistance(a, 2, b, 1, 7)).toBe(sum);
  });
});
