import { REGIME_ANCHORS } from './regime-anchors.js';
import { COORDINATES } from './regime-coordinates.js';
import { readRegimeParameters, UnreadableModelError } from './read-regime-parameters.js';

const MODEL = {
  version: 3,
  scaling: {
    centers: new Array<number>(COORDINATES).fill(0),
    scales: new Array<number>(COORDINATES).fill(1),
  },
  centroids: [...REGIME_ANCHORS],
  sizes: [9, 1, 1, 0],
  quality: { silhouette: 0.4, agreement: null, dispersion: 2 },
};

describe('readRegimeParameters', () => {
  it('reads what was written', () => {
    expect(readRegimeParameters(JSON.parse(JSON.stringify(MODEL)))).toEqual(MODEL);
  });

  it.each<[string, object | null, string]>([
    ['nothing', null, 'model is null; allowed: an object'],
    ['another version', { version: 0 }, 'version is 0; allowed: a whole number from 1'],
    ['no scaling', { scaling: undefined }, 'scaling is nothing; allowed: an object'],
    ['too few centroids', { centroids: [1, 2] }, 'centroids is [1,2]; allowed: 28 numbers'],
    ['a centroid that is no number', { sizes: [1, 'x', 1, 1] }, 'sizes[1] is "x"; allowed: a number'],
    ['no quality', { quality: [] }, 'quality is []; allowed: an object'],
  ])('refuses %s', (_, changes, message) => {
    const value = changes === null ? null : { ...MODEL, ...changes };
    expect(() => readRegimeParameters(value)).toThrow(new UnreadableModelError(message));
  });

  it('refuses a scale of 0', () => {
    const scaling = { ...MODEL.scaling, scales: new Array<number>(COORDINATES).fill(0) };
    expect(() => readRegimeParameters({ ...MODEL, scaling })).toThrow('allowed: numbers above 0');
  });
});
