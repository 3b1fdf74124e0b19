import fc from 'fast-check';
import { JumpFilter } from './jump-filter.js';

/** The least cost of all paths that end in each state; they begin in state 0, a change costs the penalty. */
function endCosts(costs: readonly (readonly number[])[], states: number, penalty: number): number[] {
  const ends = new Array<number>(states).fill(Infinity);
  const walk = (step: number, state: number, cost: number): void => {
    if (step === costs.length) {
      ends[state] = Math.min(ends[state], cost);
      return;
    }
    for (let next = 0; next < states; next++)
      walk(step + 1, next, cost + costs[step][next] + (next === state ? 0 : penalty));
  };
  walk(0, 0, 0);
  return ends;
}

describe('JumpFilter', () => {
  it('changes when the evidence has paid for it twice, and back as slowly: 4 a step against a penalty of 10', () => {
    const filter = new JumpFilter(2, 10, 0);
    const steps = [1, 2, 3, 4, 5, 6];
    // The other state's path costs 10 more at first, 10 less after 20/4 = 5 steps.
    expect(steps.map(() => filter.step(Float64Array.of(4, 0), 1))).toEqual([0, 0, 0, 0, 1, 1]);
    expect(steps.map(() => filter.step(Float64Array.of(0, 4), 1))).toEqual([1, 1, 1, 1, 0, 0]);
  });

  it('does not swing where the evidence swings by less than the penalty', () => {
    const filter = new JumpFilter(2, 10, 0);
    for (let i = 0; i < 6; i++) filter.step(Float64Array.of(4, 0), 1);
    const answers = Array.from({ length: 40 }, (_, i) =>
      filter.step(i % 4 < 2 ? Float64Array.of(0, 4) : Float64Array.of(4, 0), 1),
    );
    expect(new Set(answers)).toEqual(new Set([1]));
  });

  it('counts a short moment for little', () => {
    const filter = new JumpFilter(2, 10, 0);
    for (let i = 0; i < 9; i++) expect(filter.step(Float64Array.of(4, 0), 0.25)).toBe(0);
  });

  it('leaves a state that is excluded at once, and never enters one', () => {
    const filter = new JumpFilter(3, 10, 2);
    expect(filter.step(Float64Array.of(1, 0, Infinity), 1)).toBe(1);
    for (let i = 0; i < 50; i++) expect(filter.step(Float64Array.of(5, 1, Infinity), 1)).not.toBe(2);
    expect(filter.step(Float64Array.of(50, 50, 0), 1)).toBe(2);
  });

  it('starts again', () => {
    const filter = new JumpFilter(2, 1, 0);
    filter.step(Float64Array.of(9, 0), 1);
    filter.reset();
    expect(filter.state).toBe(0);
  });

  it('is in no state whose paths are dearer than the cheapest by the penalty, as trying all paths finds', () => {
    const cost = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cost, cost, cost), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 12 }),
        (steps, penalty) => {
          const filter = new JumpFilter(3, penalty, 0);
          let before = 0;
          steps.forEach((step, i) => {
            filter.step(Float64Array.from(step), 1);
            const ends = endCosts(steps.slice(0, i + 1), 3, penalty);
            const least = Math.min(...ends);
            if (ends[before] - least < penalty) expect(filter.state).toBe(before);
            else expect(ends[filter.state]).toBe(least);
            before = filter.state;
          });
        },
      ),
      { seed: 6, numRuns: 200 },
    );
  });
});
