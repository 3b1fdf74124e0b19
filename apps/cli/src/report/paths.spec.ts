import { areaPath, bandPath, linePath, segments } from './paths.js';

const points = [
  { x: 0, y: 5 },
  { x: 1, y: 6 },
  { x: 2, y: NaN },
  { x: 9, y: 7 },
];

describe('paths', () => {
  it('break where nothing came for long, not at a single hole', () => {
    expect(segments(points, 3).map((run) => run.map(({ x }) => x))).toEqual([[0, 1], [9]]);
    expect(segments(points, 8).map((run) => run.map(({ x }) => x))).toEqual([[0, 1, 9]]);
  });

  it('draw a lone point as a dot', () => {
    expect(linePath(points, 3)).toBe('M0,5 1,6M9,7h0.01');
  });

  it('close an area at its base, and a band along its lower line', () => {
    expect(areaPath(points.slice(0, 2), 10, 3)).toBe('M0,10L0,5 1,6L1,10Z');
    const lower = [
      { x: 0, y: 8 },
      { x: 1, y: 9 },
    ];
    expect(bandPath(points.slice(0, 2), lower, 3)).toBe('M0,5 1,6L1,9 0,8Z');
  });
});
