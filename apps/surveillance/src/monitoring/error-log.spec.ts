import { ErrorLog } from './error-log.js';

describe('ErrorLog', () => {
  it('keeps totals for good and recent ones for a minute', () => {
    let now = 0;
    const log = new ErrorLog(() => now);
    log.record('listener_failed');
    log.record('listener_failed');
    now = 30_000;
    log.record('row_rejected');
    expect(log.recent('listener_failed')).toBe(2);
    now = 60_000;
    expect(log.recent('listener_failed')).toBe(0);
    expect(log.recent('row_rejected')).toBe(1);
    expect(Object.fromEntries(log.totals())).toEqual({ listener_failed: 2, row_rejected: 1 });
  });
});
