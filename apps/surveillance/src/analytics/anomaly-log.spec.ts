import { type AnomalyMessage } from '@genesis/contracts';
import { AnomalyLog } from './anomaly-log.js';
import { ANOMALY_EXAMPLE } from './examples.js';

const anomaly = (changes: Partial<AnomalyMessage>): AnomalyMessage => ({
  ...ANOMALY_EXAMPLE,
  id: `line ${changes.line}`,
  ...changes,
});

describe('AnomalyLog', () => {
  it('keeps the last 1000 and counts them all', () => {
    const log = new AnomalyLog();
    for (let line = 1; line <= 1500; line++) log.add(anomaly({ line }));
    expect(log.recent(5000)).toHaveLength(1000);
    expect(log.recent(2).map(({ line }) => line)).toEqual([1499, 1500]);
    expect(log.counts()).toEqual({ total: 1500, by_level: { 3: 1500 }, by_code: { NEGATIVE_VOLUME: 1500 } });
  });

  it('filters by symbol, level and code, all of which must fit', () => {
    const log = new AnomalyLog();
    log.add(anomaly({ line: 1, symbol: 'A', level: 3, code: 'NEGATIVE_VOLUME' }));
    log.add(anomaly({ line: 2, symbol: 'B', level: 3, code: 'NEGATIVE_VOLUME' }));
    log.add(anomaly({ line: 3, symbol: 'A', level: 5, code: 'CROSSED_BOOK' }));
    const lines = (...filter: Parameters<AnomalyLog['recent']>): (number | null)[] =>
      log.recent(...filter).map(({ line }) => line);
    expect(lines(10, { symbol: 'A' })).toEqual([1, 3]);
    expect(lines(10, { level: 3 })).toEqual([1, 2]);
    expect(lines(10, { symbol: 'A', code: 'CROSSED_BOOK' })).toEqual([3]);
    expect(lines(10, { symbol: 'B', level: 5 })).toEqual([]);
    expect(lines(1, { symbol: 'A' })).toEqual([3]);
  });

  it('counts a finding once that a loop brings again, and puts the newer one in its place', () => {
    const log = new AnomalyLog();
    for (const before of ['first', 'second']) {
      log.add(anomaly({ id: 'a', before }));
      log.add(anomaly({ id: 'b', before }));
    }
    expect(log.recent(10).map(({ id, before }) => `${id} ${before}`)).toEqual(['a second', 'b second']);
    expect(log.counts().total).toBe(2);
    expect(Object.values(log.counts().by_code)).toEqual([2]);
  });
});
