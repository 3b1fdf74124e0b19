import fc from 'fast-check';
import { alertMessage } from '../../testing/alert-message.js';
import { TopAlerts } from './top-alerts.js';

describe('TopAlerts', () => {
  it('keeps the highest scores, and the earlier of equal ones', () => {
    const top = new TopAlerts(3);
    [50, 90, 50, 70, 50].forEach((score, i) => top.add(alertMessage({ id: `a${i}`, score })));
    expect(top.all().map(({ id }) => id)).toEqual(['a1', 'a3', 'a0']);
  });

  it('agrees with a stable sort of everything', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 60 }), (scores) => {
        const top = new TopAlerts(7);
        const alerts = scores.map((score, i) => alertMessage({ id: `a${i}`, score }));
        alerts.forEach((alert) => top.add(alert));
        const sorted = [...alerts].sort((a, b) => b.score - a.score).slice(0, 7);
        expect(top.all().map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
      }),
    );
  });
});
