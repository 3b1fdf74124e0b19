import { bookRow } from '../../../../test/support/book-row.js';
import { ViewDriver } from '../../../../test/support/book-view.js';
import { AverageBestVolume } from './average-best-volume.js';

describe('AverageBestVolume', () => {
  function after(...bestVolumes: [bid: number, ask: number][]): number {
    const average = new AverageBestVolume();
    const driver = new ViewDriver('seed', { observe: (view) => (average.update(view), false) });
    for (const [bid, ask] of bestVolumes) driver.show(bookRow([[100, bid]], [[101, ask]]));
    return average.value;
  }

  it('starts at 10, as the predecessor does', () => {
    expect(after()).toBe(10);
  });

  it('moves by 5 % of the mean of both best volumes: 0.95·10 + 0.05·(30 + 70)/2 = 12', () => {
    expect(after([30, 70])).toBeCloseTo(12, 12);
    expect(after([30, 70], [0, 24])).toBeCloseTo(12, 12);
  });

  it('counts an absent side as 0: 0.95·10 + 0.05·20 = 10.5', () => {
    expect(after([40, 0])).toBeCloseTo(10.5, 12);
  });
});
