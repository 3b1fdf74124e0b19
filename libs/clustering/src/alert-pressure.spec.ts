import { AlertPressure } from './alert-pressure.js';

const second = (s: number): number => s * 1_000_000;

describe('AlertPressure', () => {
  it('is 1 at a detection, 1/e after 22 s, nothing after two minutes', () => {
    const pressure = new AlertPressure();
    expect(pressure.at(0)).toBe(0);
    pressure.note('SPOOFING', second(100));
    expect(pressure.at(second(100))).toBe(1);
    expect(pressure.at(second(122))).toBeCloseTo(Math.exp(-1), 12);
    expect(pressure.at(second(220))).toBeLessThan(1e-6);
  });

  it('adds up to two and no further', () => {
    const pressure = new AlertPressure();
    for (let i = 0; i < 5; i++) pressure.note('LAYERING', second(10));
    expect(pressure.at(second(10))).toBe(2);
  });

  it('takes no notice of what only tells of the state of the market, nor of a time before the newest', () => {
    const pressure = new AlertPressure();
    pressure.note('WIDE_SPREAD', second(1));
    pressure.note('DEPTH_SHOCK', second(1));
    expect(pressure.at(second(1))).toBe(0);
    pressure.note('QUOTE_STUFFING', second(9));
    expect(pressure.at(second(8))).toBe(1);
    pressure.reset();
    expect(pressure.at(second(9))).toBe(0);
  });
});
