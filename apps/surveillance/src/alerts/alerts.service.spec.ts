import { type AlertManager } from '@genesis/alerts';
import { type AlertMessage } from '@genesis/contracts';
import { AlertsService } from './alerts.service.js';
import { ALERT_EXAMPLE, STATISTICS_EXAMPLE } from './examples.js';

const alerts: AlertMessage[] = [
  { ...ALERT_EXAMPLE, id: 'a', symbol: 'X', type: 'SPOOFING', severity: 'HIGH', timestamp: 10 },
  { ...ALERT_EXAMPLE, id: 'b', symbol: 'Y', type: 'LAYERING', severity: 'HIGH', timestamp: 20 },
  { ...ALERT_EXAMPLE, id: 'c', symbol: 'X', type: 'SPOOFING', severity: 'LOW', timestamp: 30 },
];
const manager = {
  history: () => alerts,
  find: (id: string) => alerts.find((alert) => alert.id === id),
  statistics: () => STATISTICS_EXAMPLE,
} as unknown as AlertManager;

describe('AlertsService', () => {
  const service = new AlertsService(manager);
  const ids = (...query: Parameters<AlertsService['history']>): string[] =>
    service.history(...query).map(({ id }) => id);

  it('gives the newest last, as many as asked for', () => {
    expect(ids(10)).toEqual(['a', 'b', 'c']);
    expect(ids(2)).toEqual(['b', 'c']);
  });

  it('filters by everything that is given', () => {
    expect(ids(10, { symbol: 'X' })).toEqual(['a', 'c']);
    expect(ids(10, { type: 'SPOOFING', severity: 'LOW' })).toEqual(['c']);
    expect(ids(10, { from: 10, to: 20 })).toEqual(['a', 'b']);
    expect(ids(1, { symbol: 'X' })).toEqual(['c']);
    expect(ids(10, { symbol: 'Y', type: 'SPOOFING' })).toEqual([]);
  });

  it('finds one, and counts', () => {
    expect(service.find('b')).toBe(alerts[1]);
    expect(service.find('z')).toBeUndefined();
    expect(service.stats()).toBe(STATISTICS_EXAMPLE);
  });
});
