import { judgeAlerts } from './judge-alerts.js';
import { type ScoredAlert, type ScoredLabel } from './scored-label.js';

/** Ten o'clock is 0 s; one row a second unless `step` says otherwise. */
function rowTimes(step: number): number[] {
  return step === 0 ? [] : Array.from({ length: 3600 / step }, (_, i) => i * step);
}

function label(id: string, type: string, side: string, start: number, end: number): ScoredLabel {
  return { id, type, kind: type === 'BENIGN' ? 'EXECUTED' : null, side, start, end, difficulty: 'easy' };
}

const LABELS = [
  label('0', 'SPOOFING', 'bid', 60, 61),
  label('1', 'DEPTH_SHOCK', 'both', 600, 605),
  label('2', 'BENIGN', 'ask', 1200, 1203),
  label('3', 'MOMENTUM_IGNITION', 'up', 1800, 1806),
];

function alert(timestamp: number, parts: Partial<ScoredAlert> = {}): ScoredAlert {
  return { timestamp, type: 'SPOOFING', side: 'bid', ...parts };
}

function verdicts(alerts: readonly ScoredAlert[], step = 1): string[] {
  return judgeAlerts(LABELS, alerts, rowTimes(step)).map(({ verdict, reason }) =>
    reason === null ? verdict : `${verdict}: ${reason}`,
  );
}

describe('judgeAlerts', () => {
  it.each([
    ['right, within 2 s of grace', [alert(63)], 1, ['true']],
    ['after the grace', [alert(63.1)], 1, ['false: outside']],
    ['before the start', [alert(59.9)], 1, ['false: outside']],
    ['slow feed: grace to the second row after the end', [alert(66)], 3, ['true']],
    ['slow feed: not to the third', [alert(69)], 3, ['false: outside']],
    ['without rows: 2 s', [alert(66)], 0, ['false: outside']],
    ['matched by event_time, raised later', [alert(86, { event_time: 61 })], 1, ['true']],
    ['raised more than 30 s after event_time', [alert(92, { event_time: 61 })], 1, ['false: late']],
    ['raised before event_time', [alert(60.5, { event_time: 61 })], 1, ['false: late']],
    ['timestamp inside, event_time outside', [alert(61, { event_time: 50 })], 1, ['false: outside']],
    ['wrong side', [alert(61, { side: 'SELL' })], 1, ['false: wrong side']],
    ['no side', [alert(61, { side: null })], 1, ['false: no side']],
    ['both takes any side', [alert(601, { type: 'DEPTH_SHOCK', side: 'ask' })], 1, ['true']],
    ['up is bid', [alert(1801, { type: 'MOMENTUM_IGNITION', side: 'BUY' })], 1, ['true']],
    ['benign', [alert(1201)], 1, ['false: benign']],
  ])('%s', (_name, alerts, step, expected) => {
    expect(verdicts(alerts, step)).toEqual(expected);
  });

  it('takes the first as true, two more as repeats, three of another type as related', () => {
    const shocks = [600, 601, 602, 603].map((at) => alert(at, { type: 'DEPTH_SHOCK' }));
    const others = [600, 601, 602, 603].map((at) => alert(at + 0.5, { type: 'LAYERING' }));
    expect(verdicts(shocks)).toEqual(['true', 'repeat', 'repeat', 'false: repeats']);
    expect(verdicts(others)).toEqual(['related', 'related', 'related', 'false: related']);
  });

  it('judges in the order of raising', () => {
    const [first, second] = judgeAlerts(LABELS, [alert(62), alert(61)], []);
    expect([first.alert.timestamp, first.verdict, second.verdict]).toEqual([61, 'true', 'repeat']);
  });
});
