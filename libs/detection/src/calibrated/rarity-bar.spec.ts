import fc from 'fast-check';
import { MICROS_PER_SECOND } from '@genesis/market';
import { RarityBar, type RaritySettings } from './rarity-bar.js';
import { rarityClause, rarityFactor } from './rarity-factor.js';

const SETTINGS: RaritySettings = { rareFrom: 0.5, rarePerHour: 6, rareScale: 0.4 };

/** What a candidate of strength 2 meets at ten minutes, after candidates of these strengths, a second apart. */
function after(strengths: readonly number[], settings = SETTINGS, floor = 1): ReturnType<RarityBar['weigh']> {
  const bar = new RarityBar(floor, settings);
  strengths.forEach((strength, i) => bar.weigh(strength, i * MICROS_PER_SECOND));
  return bar.weigh(2, 600 * MICROS_PER_SECOND);
}

describe('RarityBar', () => {
  it('asks for the floor while candidates are rare', () => {
    expect(after([]).required).toBe(1);
    // The expected one and this one in twenty minutes are six an hour.
    expect(after([3])).toMatchObject({ required: 1, perHour: 6 });
  });

  it('asks for a scale more where candidates come e times as often', () => {
    // Ten in twenty minutes are 30 an hour, five times as many as are rare.
    expect(after(Array<number>(9).fill(0.6)).required).toBeCloseTo(1 + 0.4 * Math.log(5), 9);
  });

  it('counts candidates from the least strength on only', () => {
    expect(after(Array<number>(9).fill(0.49)).required).toBe(1);
    expect(after(Array<number>(9).fill(0.5)).required).toBeGreaterThan(1.6);
  });

  it('counts a candidate of several rows once', () => {
    const bar = new RarityBar(1, SETTINGS);
    for (let i = 0; i < 9; i++) bar.weigh(1, 0, i === 0);
    expect(bar.weigh(2, 600 * MICROS_PER_SECOND).perHour).toBeCloseTo(6, 9);
  });

  it('does not hide the second episode of an offender, nor his tenth', () => {
    expect(after([2, 2]).required).toBeLessThan(1.2);
    expect(after(Array<number>(9).fill(2)).required).toBeLessThan(2);
  });

  it('says how often they might have come for this one', () => {
    // One above the floor: e^(1 / 0.4) times as often.
    const rarity = after([]);
    expect(rarity.mostPerHour).toBeCloseTo(6 * Math.exp(2.5), 9);
    expect(rarityClause(rarity)).toBe(', or where the like comes more than 73.095 times an hour');
  });

  it('is the floor alone where it is switched off', () => {
    const rarity = after(Array<number>(100).fill(2), { ...SETTINGS, rareScale: 0 });
    expect([rarity.required, rarity.mostPerHour, rarityClause(rarity)]).toEqual([1, Infinity, '']);
  });

  it('takes another floor and keeps its candidates', () => {
    const bar = new RarityBar(1, SETTINGS);
    for (let i = 0; i < 9; i++) bar.weigh(1, 0);
    bar.retune(2);
    expect(bar.weigh(1, 600 * MICROS_PER_SECOND).required).toBeCloseTo(2 + 0.4 * Math.log(5), 9);
  });

  it('never asks for less where more candidates came', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { maxLength: 300 }), (strengths) => {
        expect(after([...strengths, 1]).required).toBeGreaterThanOrEqual(after(strengths).required);
      }),
      { numRuns: 50, seed: 11 },
    );
  });

  it('is a factor that says more the rarer it is, and nothing where it is switched off', () => {
    expect(rarityFactor(after([], { ...SETTINGS, rareScale: 0 })).weight).toBe(0);
    const factor = rarityFactor(after(Array<number>(9).fill(1)));
    expect([factor.value, factor.threshold, factor.excess]).toEqual([30, 6, -Math.log(5)]);
  });
});
