import { MICROS_PER_SECOND, seededRandom } from '@genesis/market';
import { MarketMood, type Phase, PHASES, REGIME_PHASES, USUAL_PHASES } from './phases.js';

function secondsIn(mood: MarketMood, seconds: number, logDistance = 0): Record<Phase, number> {
  const spent: Record<Phase, number> = { CALM: 0, STRESSED: 0, HOT: 0, MANIPULATED: 0 };
  for (let second = 1; second <= seconds; second++) {
    spent[mood.phase]++;
    mood.advance(second * MICROS_PER_SECOND, logDistance);
  }
  return spent;
}

describe('MarketMood', () => {
  it('is calm four fifths of the time: 120 of 120 + (40 + 25)/2 seconds', () => {
    const spent = secondsIn(new MarketMood(0, seededRandom(3)), 400_000);
    expect(spent.CALM / 400_000).toBeCloseTo(120 / 152.5, 1);
    expect(spent.STRESSED / 400_000).toBeCloseTo(20 / 152.5, 1);
    expect(spent.HOT / 400_000).toBeCloseTo(12.5 / 152.5, 1);
  });

  it.each([
    ['usual', USUAL_PHASES, ['CALM', 'STRESSED', 'HOT']],
    ['for regimes', REGIME_PHASES, PHASES],
  ])('returns to calm after every other phase and tells when one begins (%s)', (_, plan, phases) => {
    const mood = new MarketMood(0, seededRandom(5), plan);
    const seen: Phase[] = [mood.phase];
    for (let second = 1; second <= 5_000; second++) {
      if (mood.advance(second * MICROS_PER_SECOND, 0)) seen.push(mood.phase);
    }
    expect(new Set(seen)).toEqual(new Set(phases));
    for (const [index, phase] of seen.entries()) expect(phase === 'CALM').toBe(index % 2 === 0);
  });

  it('leans against a price that has left its opening value, within bounds', () => {
    const mood = new MarketMood(0, seededRandom(1));
    secondsIn(mood, 500, 0.2);
    expect(mood.lean).toBeLessThan(-0.5);
    expect(mood.lean).toBeGreaterThanOrEqual(-1);
    secondsIn(mood, 500, -0.2);
    expect(mood.lean).toBeGreaterThan(0.5);
    expect(mood.lean).toBeLessThanOrEqual(1);
  });
});
