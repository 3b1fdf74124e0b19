import { bookRow, ladder } from '../../../../test/support/book-row.js';
import { ViewDriver, type Observation } from '../../../../test/support/book-view.js';
import { AverageBestVolume } from './average-best-volume.js';
import { LayeringDetector } from './layering.detector.js';

/** The average stands at its initial 10: large is more than 20. */
function observe(bidVolumes: number[], askVolumes: number[]): Observation {
  const driver = new ViewDriver('seed', new LayeringDetector(new AverageBestVolume()));
  return driver.show(bookRow(ladder(100, -1, bidVolumes), ladder(101, 1, askVolumes), 5_000));
}

describe('seed LAYERING', () => {
  it.each([
    [3, 60, 'HIGH'],
    [4, 80, 'CRITICAL'],
    [5, 100, 'CRITICAL'],
  ])('scores %i large levels %i, %s', (levels, score, severity) => {
    const bids = [21, 21, 21, 21, 21].map((volume, level) => (level < levels ? volume : 20));
    const { signal, detections } = observe([...bids, 1], [1]);
    expect(signal).toBe(true);
    expect(detections).toHaveLength(1);
    expect(detections[0]).toMatchObject({
      side: 'bid',
      score,
      severity,
      price: 100,
      fromMicros: 5_000,
      fromSequence: 1,
    });
    expect(detections[0].message).toBe(
      `Layering-like: ${levels} of the 5 best bid levels hold more than 20, 0 on the other side.`,
    );
  });

  it('names the ask where it is the layered side', () => {
    expect(observe([1], [1, 30, 30, 30, 1]).detections[0]).toMatchObject({ side: 'ask', price: 101 });
  });

  it.each<[string, number[], number[]]>([
    ['two large levels', [30, 30, 1], [1]],
    ['three against one', [30, 30, 30, 1], [30, 1]],
    ['five against three', [30, 30, 30, 30, 30, 1], [30, 30, 30, 1]],
    ['large levels beyond the fifth', [1, 1, 1, 30, 30, 30, 30, 30], [1]],
    ['exactly twice the average', [20, 20, 20, 20, 20], [1]],
  ])('does not fire for %s', (_what, bids, asks) => {
    expect(observe(bids, asks)).toEqual({ signal: false, detections: [] });
  });

  it('says what would have kept it silent: four against one needs fewer than four', () => {
    const { detections } = observe([30, 30, 30, 30, 1], [30, 1]);
    expect(detections[0].counterfactual).toBe('Would not have fired with fewer than 4 such levels.');
    expect(detections[0].factors).toEqual([
      { name: 'large_levels', value: 4, baseline: 1, threshold: 3, unit: 'levels', weight: 1 },
    ]);
  });
});
