import fc from 'fast-check';
import { QuantityHabit } from './quantity-habit.js';

describe('QuantityHabit', () => {
  it('says when a quantity was last added', () => {
    const habit = new QuantityHabit();
    expect(habit.note(900, 10)).toBe(-Infinity);
    expect(habit.note(901, 20)).toBe(-Infinity);
    expect(habit.note(900, 30)).toBe(10);
    expect(habit.note(900, 40)).toBe(30);
  });

  it('tells it without noting anything', () => {
    const habit = new QuantityHabit();
    habit.note(900, 10);
    expect([habit.lastMicros(900), habit.lastMicros(901), habit.lastMicros(901)]).toEqual([
      10,
      -Infinity,
      -Infinity,
    ]);
    expect(habit.note(900, 30)).toBe(10);
  });

  it('knows decimal volumes again that a subtraction left inexact', () => {
    const habit = new QuantityHabit();
    habit.note(0.3 - 0.1, 10);
    expect(0.3 - 0.1).not.toBe(0.2);
    expect(habit.note(0.2, 20)).toBe(10);
  });

  it('tells quantities apart far beyond 32 bits of millionths', () => {
    const habit = new QuantityHabit();
    habit.note(5_000_000, 10);
    expect(habit.note(5_000_000 + 4294.967296, 20)).toBe(-Infinity);
    expect(habit.note(5_000_000, 30)).toBe(10);
  });

  it('takes the smallest volume for new at first', () => {
    expect(new QuantityHabit().note(1e-8, 10)).toBe(-Infinity);
  });

  it('may forget a habit and never invents one', () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 100, maxLength: 5_000 });
    fc.assert(
      fc.property(quantities, (added) => {
        const habit = new QuantityHabit();
        const last = new Map<number, number>();
        added.forEach((quantity, time) => {
          expect([-Infinity, last.get(quantity)]).toContain(habit.note(quantity, time));
          last.set(quantity, time);
        });
      }),
      { numRuns: 5, seed: 6 },
    );
  });
});
