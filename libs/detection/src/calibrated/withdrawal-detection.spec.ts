import { microsAt } from '../../testing/row-view.js';
import { InstrumentAnalysis } from './instrument-analysis.js';
import { LargeOrder } from './large-order.js';
import { detectionOfAct } from './withdrawal-detection.js';

function order(price: number, quantity: number, born: number, bornSequence: number): LargeOrder {
  const large = new LargeOrder(price, quantity, 4, microsAt(born), bornSequence, Infinity);
  large.withdrawnMicros = microsAt(12);
  return large;
}

function detectionOf(...orders: LargeOrder[]): ReturnType<typeof detectionOfAct> {
  const act = {
    orders,
    means: 4 * orders.length,
    prices: orders.length,
    side: new InstrumentAnalysis().ask,
    // Half as often as is rare.
    rarity: { required: Math.log(2), perHour: 3, rarePerHour: 6, mostPerHour: 6 * Math.exp(2) },
    // Ordinary enough to count for half its size.
    statistic: Math.log(4 * orders.length) - Math.log(2),
    withdrawnMicros: microsAt(12),
    dueMicros: microsAt(13),
  };
  return detectionOfAct('SPOOFING', act, 77);
}

describe('detectionOfAct', () => {
  it('keeps when the orders went apart from when it was confirmed', () => {
    expect(detectionOf(order(100.06, 700, 11, 50), order(100.05, 900, 10, 40))).toMatchObject({
      type: 'SPOOFING',
      side: 'ask',
      eventTimeMicros: microsAt(12),
      tsMicros: microsAt(13),
      sequence: 77,
      price: 100.05,
      fromMicros: microsAt(10),
      fromSequence: 40,
    });
  });

  it('explains itself in factors and words', () => {
    const { factors, message, counterfactual, score } = detectionOf(
      order(100.06, 700, 11, 50),
      order(100.05, 900, 10, 40),
    );
    expect(factors.map(({ name, value, threshold }) => [name, value, threshold])).toEqual([
      ['withdrawn_volume', 8, 4],
      ['orders_withdrawn_together', 2, 1],
      ['rest', 2, 10],
      ['candidates_per_hour', 3, 6],
    ]);
    expect(message).toBe(
      '2 large ask orders of 1600 in all at 100.06, 100.05 (8 times the usual volume of a level) withdrawn unexecuted after 2 s',
    );
    expect(counterfactual).toBe(
      'would not have fired below 4 local means of volume, if the same quantity had been quoted again on that side within 1 s, or if the opposite best had reached it within 0.3 s, or where the like comes more than 44.334 times an hour',
    );
    // σ(2 ln 2) = 4/5, σ(0) = 1/2, σ(2 ln 5) = 25/26: 1 − (1 − .7·4/5)(1 − .4/2)(1 − .3·25/26)(1 − .2·4/5) = 0.7896…
    expect(score).toBe(79);
  });

  it('asks for the bar of 2 means, times what makes the act ordinary', () => {
    const [volume] = detectionOf(order(100.05, 900, 10, 40)).factors;
    expect([volume.value, volume.threshold]).toEqual([4, 4]);
  });

  it('says that an order at the touch might have been reached as long as anything else explains it', () => {
    const touched = order(100.05, 900, 10, 40);
    touched.atTouch = true;
    expect(detectionOf(touched).counterfactual).toMatch(
      /or if the opposite best had reached it within 1 s, or where/,
    );
  });

  it('speaks of one order in the singular', () => {
    expect(detectionOf(order(100.05, 900, 10, 40)).message).toMatch(
      /^1 large ask order of 900 in all at 100.05 /,
    );
  });
});
