import {
  ASK_DEPTH,
  BID_DEPTH,
  FEATURE_COUNT,
  OFI,
  REALISED_VOLATILITY,
  SPREAD,
  WEIGHTED_OBI,
} from '@genesis/analytics';
import { RegimeObserver } from './regime-observer.js';

const second = (s: number): number => Math.round(s * 1_000_000);

function featureRow(changes: Readonly<Record<number, number>> = {}): Float64Array {
  const features = new Float64Array(FEATURE_COUNT);
  const usual = { [SPREAD]: 0.02, [BID_DEPTH]: 600, [ASK_DEPTH]: 400, [REALISED_VOLATILITY]: 1e-4 };
  for (const [at, value] of Object.entries({ ...usual, [WEIGHTED_OBI]: -0.25, [OFI]: -10, ...changes }))
    features[Number(at)] = value;
  return features;
}

describe('RegimeObserver', () => {
  it('looks four times a second of event time at the most', () => {
    const observer = new RegimeObserver();
    const looks = [0, 0.1, 0.24, 0.25, 0.3, 0.5, 7].filter((s) => {
      const due = observer.due(featureRow(), 0, second(s));
      if (due) observer.look(featureRow(), 0, second(s));
      return due;
    });
    expect(looks).toEqual([0, 0.25, 0.5, 7]);
  });

  it('tells ln 0.02, ln 1000, ln 1e-4, 0.25, ln(10/1000 + 1e-4) and ln 4, once the rate is known', () => {
    const observer = new RegimeObserver();
    const row = featureRow();
    observer.due(row, 0, 0);
    expect(observer.look(row, 0, 0)).toBe(false);
    observer.due(row, 0, second(0.25));
    expect(observer.look(row, 0, second(0.25))).toBe(true);
    const expected = [Math.log(0.02), Math.log(1000), Math.log(1e-4), 0.25, Math.log(0.0101), Math.log(4), 0];
    expected.forEach((value, d) => expect(observer.coordinates[d]).toBeCloseTo(value, 9));
    expect(observer.seconds).toBe(0.25);
  });

  it('follows a change over seconds: after 5 s of one-second looks 1 − e^−1 of the way', () => {
    const observer = new RegimeObserver();
    const look = (s: number, spread: number): void => {
      observer.due(featureRow(), 0, second(s));
      observer.look(featureRow({ [SPREAD]: spread }), 0, second(s));
    };
    look(0, 1);
    for (let s = 1; s <= 5; s++) look(s, 2);
    expect(Math.exp(observer.coordinates[0])).toBeCloseTo(2 - Math.exp(-1), 9);
  });

  it('learns no more from a night than from a second', () => {
    const observer = new RegimeObserver();
    observer.due(featureRow(), 0, 0);
    observer.look(featureRow({ [SPREAD]: 1 }), 0, 0);
    observer.due(featureRow(), 0, second(40_000));
    observer.look(featureRow({ [SPREAD]: 2 }), 0, second(40_000));
    expect(observer.seconds).toBe(1);
    expect(Math.exp(observer.coordinates[0])).toBeCloseTo(2 - Math.exp(-0.2), 9);
  });

  it('keeps what it knew while a side is empty, and says nothing while a volatility is unknown', () => {
    const observer = new RegimeObserver();
    const look = (s: number, row: Float64Array): boolean => {
      observer.due(row, 0, second(s));
      return observer.look(row, 0, second(s));
    };
    look(0, featureRow());
    expect(look(1, featureRow({ [SPREAD]: NaN }))).toBe(true);
    expect(observer.coordinates[0]).toBeCloseTo(Math.log(0.02), 9);
    expect(look(2, featureRow({ [REALISED_VOLATILITY]: NaN }))).toBe(false);
    // A market that stands still has a volatility of 0.
    expect(look(3, featureRow({ [REALISED_VOLATILITY]: 0, [BID_DEPTH]: 0, [ASK_DEPTH]: 0 }))).toBe(true);
  });

  it('forgets what was recent', () => {
    const observer = new RegimeObserver();
    observer.due(featureRow(), 0, 0);
    observer.look(featureRow(), 0, 0);
    observer.pressure.note('SPOOFING', 0);
    observer.reset();
    observer.due(featureRow(), 0, second(1));
    expect(observer.look(featureRow(), 0, second(1))).toBe(false);
    expect(observer.coordinates[6]).toBe(0);
  });
});
