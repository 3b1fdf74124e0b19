import { type AlertMessage } from '@genesis/contracts';
import { AlertTimeline } from '../testing/alert-timeline.js';
import { OpenAlerts } from './open-alerts.js';

function someAlert(): AlertMessage {
  const timeline = new AlertTimeline();
  timeline.push(1);
  return timeline.alerts('raised')[0];
}

describe('OpenAlerts', () => {
  it('settles thousands in order and keeps none of them', () => {
    const open = new OpenAlerts();
    const alert = someAlert();
    const settled: number[] = [];
    for (let at = 0; at < 5000; at++) {
      open.settleBefore(at, ({ sequence }) => settled.push(sequence));
      open.add({
        message: { ...alert, sequence: at },
        labels: `labels ${at}`,
        windowEnd: at + 5,
        end: at + 5,
      });
      expect(open.countOpen(at)).toBe(Math.min(at + 1, 6));
    }
    open.settleBefore(Infinity, ({ sequence }) => settled.push(sequence));
    expect(settled).toEqual(Array.from({ length: 5000 }, (_, at) => at));
    expect(open.countOpen(0)).toBe(0);
  });

  it('finds an alert up to its end, and no longer once a younger one has its labels', () => {
    const open = new OpenAlerts();
    const older = { message: someAlert(), labels: 'a', windowEnd: 5, end: 15 };
    open.add(older);
    expect(open.find('a', 15)).toBe(older);
    expect(open.find('a', 16)).toBeUndefined();
    const younger = { message: someAlert(), labels: 'a', windowEnd: 12, end: 22 };
    open.add(younger);
    expect(open.find('a', 8)).toBe(younger);
    const settled: AlertMessage[] = [];
    open.settleBefore(8, (alert) => settled.push(alert));
    expect(settled).toEqual([older.message]);
  });
});
