import { LifecycleBook, type AlertManager } from '@genesis/alerts';
import { type AlertMessage } from '@genesis/contracts';
import { type DatabaseService } from '../persistence/database.service.js';
import { AlertHistoryService } from './alert-history.service.js';
import { AlertsService } from './alerts.service.js';
import { ALERT_EXAMPLE, STATISTICS_EXAMPLE } from './examples.js';
import { parseCursor } from './history-cursor.js';

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

/** The service without a database: off, or away. */
function history(state: 'OFF' | 'DOWN', book = new LifecycleBook()): AlertHistoryService {
  const databases = { current: () => null, state: () => ({ state, reason: 'no answer' }) };
  return new AlertHistoryService(new AlertsService(manager), databases as unknown as DatabaseService, book);
}

describe('AlertHistoryService', () => {
  const book = new LifecycleBook();
  const service = history('OFF', book);
  const ids = async (...[limit, filter = {}]: [number, object?]): Promise<string[]> =>
    (await service.page(limit, filter, null)).alerts.map(({ id }) => id);

  it('gives the newest last, as many as asked for', async () => {
    expect(await ids(10)).toEqual(['a', 'b', 'c']);
    expect(await ids(2)).toEqual(['b', 'c']);
  });

  it('filters by everything that is given', async () => {
    expect(await ids(10, { symbol: 'X' })).toEqual(['a', 'c']);
    expect(await ids(10, { type: 'SPOOFING', severity: 'LOW' })).toEqual(['c']);
    expect(await ids(10, { from: 10, to: 20 })).toEqual(['a', 'b']);
    expect(await ids(1, { symbol: 'X' })).toEqual(['c']);
    expect(await ids(10, { symbol: 'Y', type: 'SPOOFING' })).toEqual([]);
  });

  it('filters by how alerts stand, and tells it', async () => {
    book.learn('b', { status: 'ESCALATED', assignee: 'lee', close_reason: null });
    expect(await ids(10, { status: 'ESCALATED' })).toEqual(['b']);
    expect(await ids(10, { status: 'NEW' })).toEqual(['a', 'c']);
    expect(await ids(10, { assignee: 'lee' })).toEqual(['b']);
    expect((await service.find('b'))?.lifecycle).toMatchObject({ status: 'ESCALATED', assignee: 'lee' });
  });

  it('pages through memory by cursor, each alert once', async () => {
    const newest = await service.page(2, {}, null);
    expect(newest.next).toBe('m.20000000.b');
    const oldest = await service.page(2, {}, parseCursor(newest.next ?? ''));
    expect(oldest.alerts.map(({ id }) => id)).toEqual(['a']);
    expect(oldest.next).toBeNull();
  });

  it('says what it cannot know while the database is away', async () => {
    const page = await history('DOWN').page(10, {}, null);
    expect(page.alerts).toHaveLength(3);
    expect(page.partial).toBe('older alerts are in the database, which is away: no answer');
    await expect(history('DOWN').page(10, {}, parseCursor('d.5.z'))).rejects.toMatchObject({ status: 503 });
    await expect(history('DOWN').find('z')).rejects.toMatchObject({ status: 503 });
    expect((await history('DOWN').find('a'))?.id).toBe('a');
    expect(await service.find('z')).toBeUndefined();
  });
});
