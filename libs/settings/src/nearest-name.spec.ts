import { editDistance, nearestName } from './nearest-name.js';

describe('editDistance', () => {
  it.each([
    ['enterZ', 'enterZ', 0],
    ['entrZ', 'enterZ', 1],
    ['enterY', 'enterZ', 1],
    ['etnerZ', 'enterZ', 2],
    ['exitZ', 'enterZ', Infinity],
    ['', 'abc', Infinity],
  ])('from %j to %j it is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('nearestName', () => {
  const known = ['minMeans', 'minRestSeconds', 'maxRestSeconds'];

  it('finds the name that was meant, letter case aside', () => {
    expect(nearestName('minmean', known)).toBe('minMeans');
    expect(nearestName('MAXRESTSECOND', known)).toBe('maxRestSeconds');
  });

  it('takes the nearer one of two', () => {
    expect(nearestName('maxRestSecond', known)).toBe('maxRestSeconds');
  });

  it('finds nothing where nothing is near, or known', () => {
    expect(nearestName('z', known)).toBeUndefined();
    expect(nearestName('minMeans', [])).toBeUndefined();
  });
});
