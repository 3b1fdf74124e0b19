import { goodBook, rowOf, withLevel } from '../../testing/test-book.js';
import { brief, START_SECONDS, ValidationRun } from '../../testing/validation-run.js';

const HALF_HOUR = 1800;
const other = withLevel(goodBook(), 'bids', 0, [99.9, 77]);

describe('repeated stamps', () => {
  it('drops a row that repeats stamp and book of the row above', () => {
    const run = new ValidationRun();
    run.pushGood(0, 50);
    const result = run.push(goodBook(), 49);
    expect(result.outcome).toBe('DROPPED');
    expect(brief(result.findings)).toEqual(['DUPLICATE_ROW DROPPED ts']);
  });

  it('knows a repeated row by its absent levels too', () => {
    const run = new ValidationRun();
    for (let second = 0; second < 50; second++) run.push(goodBook(7), second);
    expect(run.push(goodBook(7), 49).outcome).toBe('DROPPED');
  });

  it('passes another book at the same stamp, flagged', () => {
    const run = new ValidationRun();
    run.pushGood(0, 50);
    const result = run.push(other, 49);
    expect(result.outcome).toBe('ACCEPTED');
    expect(brief(result.findings)).toEqual(['DUPLICATE_TS FLAGGED ts']);
  });

  it('says nothing before 40 rows are known', () => {
    const run = new ValidationRun();
    run.pushGood(0, 39);
    expect(run.push(other, 38)).toMatchObject({ outcome: 'ACCEPTED', findings: [] });
  });

  it('is silent on a feed that shares stamps as a habit, and drops nothing there', () => {
    const run = new ValidationRun();
    let findings = 0;
    for (let row = 0; row < 500; row++) {
      const result = run.push(goodBook(), Math.floor(row / 2));
      findings += result.findings.length;
      expect(result.outcome).toBe('ACCEPTED');
    }
    expect(findings).toBe(0);
  });
});

describe('time gaps', () => {
  it('voids the windows after an outage, on the row that ends it', () => {
    const run = new ValidationRun();
    run.pushGood(0, 50);
    const result = run.push(goodBook(), 49 + HALF_HOUR);
    expect(result.outcome).toBe('ACCEPTED');
    expect(result.stateReset).toBe(true);
    expect(result.flags).toEqual(['GAP']);
    expect(result.findings[0]).toMatchObject({ code: 'TIME_GAP', severity: 'LOW' });
    expect(result.findings[0].issue).toBe('nothing came for 1800 s; up to 60 s is usual, windows begin anew');
    expect(run.push(goodBook(), 50 + HALF_HOUR)).toMatchObject({ stateReset: false, flags: [] });
  });

  it('announces the reset with the first accepted row if the one after the gap is quarantined', () => {
    const run = new ValidationRun();
    run.pushGood(0, 50);
    const crossed = withLevel(goodBook(), 'bids', 0, [100.3, 10]);
    const first = run.push(crossed, 49 + HALF_HOUR);
    expect(first).toMatchObject({ outcome: 'QUARANTINED', stateReset: false });
    expect(brief(first.findings)).toContain('TIME_GAP FLAGGED ts');
    expect(run.push(goodBook(), 50 + HALF_HOUR)).toMatchObject({ stateReset: true, flags: ['GAP'] });
  });

  it('is silent up to a minute, and where long silences are usual', () => {
    const run = new ValidationRun();
    run.pushGood(0, 50);
    expect(run.push(goodBook(), 49 + 60).findings).toEqual([]);
    // 60 s is the longest silence so far, three times as long is still usual
    expect(run.push(goodBook(), 109 + 180).findings).toEqual([]);
    expect(run.push(goodBook(), 289 + 541).findings).toHaveLength(1);
  });

  it('takes long silences that keep coming for a habit', () => {
    const run = new ValidationRun();
    run.pushGood(0, 50);
    let second = 50;
    const counts = Array.from(
      { length: 20 },
      () => run.push(goodBook(), (second += HALF_HOUR)).findings.length,
    );
    expect(counts.reduce((a, b) => a + b)).toBe(2);
    expect(counts.slice(0, 2)).toEqual([1, 1]);
  });
});

describe('clock', () => {
  it('takes a stamp that went back for a new beginning', () => {
    const run = new ValidationRun();
    run.pushGood(0, 50);
    const result = run.push(goodBook(), 10);
    expect(brief(result.findings)).toEqual(['CLOCK_REANCHORED FLAGGED ts']);
    expect(result.findings[0].issue).toContain('went back by 39 s');
    expect(result).toMatchObject({ outcome: 'ACCEPTED', stateReset: true, flags: [] });
    expect(run.push(goodBook(), 11).findings).toEqual([]);
  });

  it('rejects a row without a stamp', () => {
    const run = new ValidationRun();
    run.pushGood(0, 5);
    const result = run.pushRow(rowOf(goodBook(), NaN));
    expect(result.outcome).toBe('REJECTED');
    expect(result.findings[0]).toMatchObject({ code: 'BAD_TS', timestamp: null, field: 'ts' });
    expect(run.push(goodBook(), 6).findings).toEqual([]);
  });
});

describe('wall clock', () => {
  let clockSeconds = 0;
  const settings = { now: (): number => (START_SECONDS + clockSeconds) * 1e6 };

  it('flags a stamp ahead of the clock once', () => {
    const run = new ValidationRun(settings);
    clockSeconds = 0;
    expect(run.push(goodBook(), 5).findings).toEqual([]);
    const ahead = run.push(goodBook(), 6);
    expect(brief(ahead.findings)).toEqual(['FUTURE_TS FLAGGED ts']);
    expect(ahead.findings[0].issue).toBe('the stamp is 6 s ahead of the clock; up to 5 s is allowed');
    expect(run.push(goodBook(), 7).findings).toEqual([]);
  });

  it('flags a stale stamp once, and again after the feed has caught up', () => {
    const run = new ValidationRun(settings);
    clockSeconds = 100;
    expect(brief(run.push(goodBook(), 10).findings)).toEqual(['STALE FLAGGED ts']);
    expect(run.push(goodBook(), 11).findings).toEqual([]);
    expect(run.push(goodBook(), 99).findings).toEqual([]);
    clockSeconds = 200;
    expect(run.push(goodBook(), 100).findings).toHaveLength(1);
  });

  it('is not looked at without an injected clock', () => {
    expect(new ValidationRun().push(goodBook(), 1e9).findings).toEqual([]);
  });
});
