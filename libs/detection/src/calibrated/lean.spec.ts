import { Lean } from './lean.js';

describe('Lean', () => {
  it('has the mean over time, not over calls', () => {
    const lean = new Lean();
    lean.begin(1, 0, 1_000_000, 2_000_000, 7);
    expect(lean.mean(3)).toBe(3);
    lean.hold(3, 1_500_000);
    lean.hold(1, 3_000_000);
    // 3 for half a second, 1 for one and a half.
    expect(lean.mean(0)).toBe(1.5);
    expect([lean.sinceMicros, lean.dueMicros, lean.sinceSequence]).toEqual([1_000_000, 3_000_000, 7]);
  });

  it('begins anew without what it was', () => {
    const lean = new Lean();
    lean.begin(1, 0, 0, 2_000_000, 1);
    lean.hold(5, 1_000_000);
    lean.judged = lean.raised = true;
    lean.begin(-1, 0.5, 2_000_000, 2_000_000, 9);
    expect(lean).toMatchObject({ direction: -1, before: 0.5, judged: false, raised: false });
    expect(lean.mean(-2)).toBe(-2);
    lean.end();
    expect(lean.direction).toBe(0);
  });
});
