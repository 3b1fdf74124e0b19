import { AlertTimeline, detectionAt, PROVENANCE } from '../testing/alert-timeline.js';

const quiet = { escalationThresholds: {} };

describe('alerts: one pattern', () => {
  it('is raised at once and settles when its window has passed', () => {
    const timeline = new AlertTimeline(quiet);
    timeline.push(1);
    timeline.runTo(6);
    expect(timeline.story()).toEqual(['raised@1']);
    timeline.runTo(6.000001);
    expect(timeline.story()).toEqual(['raised@1', 'settled@6.000001']);
  });

  it('is told in full', () => {
    const timeline = new AlertTimeline(quiet);
    timeline.push(10, { price: 99.5, score: 87, severity: 'HIGH' });
    expect(timeline.alerts('raised')).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        timestamp: 10,
        event_time: 9.9,
        symbol: 'AAPL',
        sequence: 101,
        type: 'SPOOFING',
        side: 'bid',
        severity: 'HIGH',
        base_severity: 'HIGH',
        score: 87,
        message: 'seen at 10',
        counterfactual: null,
        price: 99.5,
        factors: [],
        evidence: {
          from: 9,
          to: 10,
          from_sequence: 91,
          to_sequence: 101,
          profile: 'calibrated',
          configuration: 'c0ffee',
          engine: '1.2.3',
          state_from: 0.5,
          state_from_sequence: 6,
        },
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        suppressed: { deduplicated: 0, cool_down: 0 },
        escalated: false,
      },
    ]);
  });
});

describe('alerts: deduplication', () => {
  it('pushed at 1, 2, 4 and 6: one alert that stands for three repeats', () => {
    const timeline = new AlertTimeline(quiet);
    for (const at of [1, 2, 4, 6]) timeline.push(at);
    timeline.runTo(10);
    expect(timeline.story()).toEqual(['raised@1', 'updated@2', 'updated@4', 'updated@6', 'settled@10']);
    const [settled] = timeline.alerts('settled');
    expect(settled.suppressed).toEqual({ deduplicated: 3, cool_down: 0 });
    expect(settled.message).toBe('seen at 1');
    expect(new Set(timeline.heard.map(({ alert }) => alert.id)).size).toBe(1);
  });

  it('has its window fixed from the first alert: repeats do not prolong it', () => {
    const timeline = new AlertTimeline(quiet);
    for (const at of [1, 5, 7]) timeline.push(at);
    expect(timeline.story()).toEqual(['raised@1', 'updated@5', 'settled@7', 'raised@7']);
  });

  it('does not change what it has handed out', () => {
    const timeline = new AlertTimeline(quiet);
    timeline.push(1);
    const [raised] = timeline.alerts('raised');
    const copy = structuredClone(raised);
    timeline.push(2);
    expect(raised).toEqual(copy);
    expect(timeline.alerts('updated')[0]).not.toBe(raised);
  });

  it('goes by labels, not by the text', () => {
    const timeline = new AlertTimeline(quiet);
    timeline.push(1, { message: 'size 100' });
    timeline.push(2, { message: 'size 200', score: 60 });
    expect(timeline.reasons()).toEqual(['NEW_PATTERN', 'REPEAT_IN_WINDOW']);
  });

  it.each([
    ['symbol', { symbol: 'MSFT' }],
    ['type', { type: 'LAYERING' as const }],
    ['side', { side: 'ask' as const }],
    ['price, a tenth of a percent away', { price: 100.15 }],
    ['price, where one has none', { price: null }],
  ])('keeps patterns of another %s apart', (_, other) => {
    const timeline = new AlertTimeline(quiet);
    timeline.push(1);
    timeline.push(1, other);
    expect(timeline.reasons()).toEqual(['NEW_PATTERN', 'NEW_PATTERN']);
    const [a, b] = timeline.alerts('raised');
    expect(a.fingerprint).not.toBe(b.fingerprint);
    expect(a.id).not.toBe(b.id);
  });

  it('gives a graver repeat to the standing alert: severity, score, message', () => {
    const timeline = new AlertTimeline(quiet);
    timeline.push(1, { severity: 'LOW', score: 20 });
    timeline.push(3, { severity: 'HIGH', score: 80 });
    timeline.push(4, { severity: 'MEDIUM', score: 99 });
    timeline.runTo(20);
    expect(timeline.reasons()).toEqual(['NEW_PATTERN', 'STRONGER_IN_WINDOW', 'REPEAT_IN_WINDOW']);
    expect(timeline.alerts('settled')).toEqual([
      expect.objectContaining({
        timestamp: 1,
        severity: 'HIGH',
        base_severity: 'HIGH',
        score: 80,
        message: 'seen at 3',
        suppressed: { deduplicated: 2, cool_down: 0 },
      }),
    ]);
    expect(timeline.alerts('settled')[0].evidence).toMatchObject({ from: 0, to: 3, to_sequence: 31 });
  });

  it('folds a repeat that another instrument made late into the standing alert', () => {
    const timeline = new AlertTimeline(quiet);
    timeline.push(2);
    timeline.manager.offer('AAPL', detectionAt(1.9), PROVENANCE);
    expect(timeline.reasons()).toEqual(['NEW_PATTERN', 'REPEAT_IN_WINDOW']);
  });
});

describe('alerts: cool-down', () => {
  const cooling = { ...quiet, coolDownSeconds: { SPOOFING: 10 } };

  it('holds back repeats after the window, and settles when the cool-down is over too', () => {
    const timeline = new AlertTimeline(cooling);
    for (const at of [1, 3, 7, 16, 16.5]) timeline.push(at);
    // window to 6, cool-down to 16
    expect(timeline.reasons()).toEqual([
      'NEW_PATTERN',
      'REPEAT_IN_WINDOW',
      'REPEAT_IN_COOL_DOWN',
      'REPEAT_IN_COOL_DOWN',
      'NEW_PATTERN',
    ]);
    expect(timeline.story()).toEqual([
      'raised@1',
      'updated@3',
      'updated@7',
      'updated@16',
      'settled@16.5',
      'raised@16.5',
    ]);
    expect(timeline.alerts('settled')[0].suppressed).toEqual({ deduplicated: 1, cool_down: 2 });
    expect(timeline.manager.statistics()).toMatchObject({
      total_alerts_logged: 2,
      total_alerts_deduplicated: 1,
      total_alerts_cooled_down: 2,
    });
  });

  it('is broken by a graver pattern, which is an alert of its own', () => {
    const timeline = new AlertTimeline(cooling);
    timeline.push(1, { severity: 'MEDIUM' });
    timeline.push(8, { severity: 'CRITICAL' });
    timeline.push(9, { severity: 'HIGH' });
    timeline.runTo(30);
    expect(timeline.reasons()).toEqual(['NEW_PATTERN', 'STRONGER_IN_COOL_DOWN', 'REPEAT_IN_WINDOW']);
    expect(timeline.alerts('settled').map(({ timestamp, suppressed }) => [timestamp, suppressed])).toEqual([
      [1, { deduplicated: 0, cool_down: 0 }],
      [8, { deduplicated: 1, cool_down: 0 }],
    ]);
  });

  it('settles alerts in the order of raising, also those that do not cool down', () => {
    const timeline = new AlertTimeline(cooling);
    timeline.push(1);
    timeline.push(2, { type: 'LAYERING' });
    timeline.runTo(15);
    expect(timeline.alerts('settled')).toEqual([]);
    timeline.runTo(17);
    expect(timeline.alerts('settled').map(({ type }) => type)).toEqual(['SPOOFING', 'LAYERING']);
  });

  it('raises a new alert for labels whose own time is over although an older alert still cools down', () => {
    const timeline = new AlertTimeline(cooling);
    timeline.push(1);
    timeline.push(2, { type: 'LAYERING' });
    timeline.push(8, { type: 'LAYERING' });
    expect(timeline.reasons()).toEqual(['NEW_PATTERN', 'NEW_PATTERN', 'NEW_PATTERN']);
    timeline.manager.settleAll();
    expect(timeline.alerts('settled').map(({ timestamp }) => timestamp)).toEqual([1, 2, 8]);
  });
});

describe('alerts: escalation', () => {
  it('raises the third spoofing-like pattern of a minute one severity up', () => {
    const timeline = new AlertTimeline();
    for (const at of [1, 20, 61]) timeline.push(at);
    expect(timeline.alerts('raised').map(({ severity, escalated }) => [severity, escalated])).toEqual([
      ['MEDIUM', false],
      ['MEDIUM', false],
      ['HIGH', true],
    ]);
    expect(timeline.alerts('raised')[2].base_severity).toBe('MEDIUM');
    expect(timeline.manager.statistics().total_escalations).toBe(1);
  });

  it('has a window that slides: 1, 20 and 61.1 are not three in sixty seconds', () => {
    const timeline = new AlertTimeline();
    for (const at of [1, 20, 61.1]) timeline.push(at);
    expect(timeline.alerts('raised').some(({ escalated }) => escalated)).toBe(false);
    timeline.push(80);
    expect(timeline.alerts('raised')[3].escalated).toBe(true);
  });

  it('counts held-back repeats, and escalates the alert that stands for them once', () => {
    const timeline = new AlertTimeline();
    for (const at of [1, 2, 3, 4]) timeline.push(at);
    const severities = timeline.heard.map(({ alert }) => alert.severity);
    expect(severities).toEqual(['MEDIUM', 'MEDIUM', 'HIGH', 'HIGH']);
    expect(timeline.decisions.map(({ escalates }) => escalates)).toEqual([false, false, true, true]);
    expect(timeline.manager.statistics()).toMatchObject({
      total_escalations: 1,
      alert_counts_by_severity: { LOW: 0, MEDIUM: 0, HIGH: 1, CRITICAL: 0 },
    });
  });

  it('counts a pattern at every price of its side, but not the other side or another symbol', () => {
    const timeline = new AlertTimeline();
    timeline.push(1, { price: 100 });
    timeline.push(2, { price: 101 });
    timeline.push(3, { side: 'ask' });
    timeline.push(4, { symbol: 'MSFT' });
    expect(timeline.decisions.some(({ escalates }) => escalates)).toBe(false);
    timeline.push(5, { price: 102 });
    expect(timeline.decisions.at(-1)?.escalates).toBe(true);
  });

  it('stops at CRITICAL', () => {
    const timeline = new AlertTimeline();
    for (const at of [1, 10]) timeline.push(at, { type: 'DEPTH_SHOCK', severity: 'CRITICAL' });
    expect(timeline.alerts('raised')[1]).toMatchObject({ severity: 'CRITICAL', escalated: true });
  });

  it('leaves types without a threshold alone', () => {
    const timeline = new AlertTimeline();
    for (let at = 1; at < 60; at += 6) timeline.push(at, { type: 'WIDE_SPREAD' });
    expect(timeline.alerts('raised').some(({ escalated }) => escalated)).toBe(false);
  });

  it('keeps an escalated alert one up when a graver repeat takes it over', () => {
    const timeline = new AlertTimeline();
    for (const at of [1, 2]) timeline.push(at, { type: 'DEPTH_SHOCK', severity: 'LOW' });
    timeline.push(3, { type: 'DEPTH_SHOCK', severity: 'HIGH' });
    expect(timeline.alerts('updated').map(({ severity }) => severity)).toEqual(['MEDIUM', 'CRITICAL']);
  });
});

describe('alerts: log and statistics', () => {
  it('keeps the last thousand, findable while they are kept', () => {
    const timeline = new AlertTimeline({ ...quiet, logSize: 3 });
    for (const at of [0, 10, 20, 30]) timeline.push(at);
    const ids = timeline.alerts('raised').map(({ id }) => id);
    expect(timeline.manager.history().map(({ id }) => id)).toEqual(ids.slice(1));
    expect(timeline.manager.find(ids[0])).toBeUndefined();
    expect(timeline.manager.find(ids[3])).toEqual(timeline.alerts('raised')[3]);
    expect(timeline.manager.statistics().total_alerts_logged).toBe(4);
  });

  it('shows an alert as it was updated last, and none that has left the log', () => {
    const timeline = new AlertTimeline({ ...quiet, logSize: 1 });
    timeline.push(1);
    timeline.push(2);
    expect(timeline.manager.history()[0].suppressed.deduplicated).toBe(1);
    timeline.push(3, { side: 'ask' });
    timeline.push(4);
    expect(timeline.manager.history().map(({ side }) => side)).toEqual(['ask']);
  });

  it('counts by type and severity, and the windows that are open', () => {
    const timeline = new AlertTimeline(quiet);
    timeline.push(1);
    timeline.push(2, { side: 'ask', severity: 'HIGH' });
    timeline.push(3, { type: 'LIQUIDITY_GAP', severity: 'HIGH' });
    timeline.runTo(6.5);
    expect(timeline.manager.statistics()).toEqual({
      total_alerts_logged: 3,
      total_alerts_deduplicated: 0,
      total_alerts_cooled_down: 0,
      total_escalations: 0,
      alert_counts_by_type: { SPOOFING: 2, LIQUIDITY_GAP: 1 },
      alert_counts_by_severity: { LOW: 0, MEDIUM: 1, HIGH: 2, CRITICAL: 0 },
      active_deduplications: 2,
    });
  });

  it('replaces an alert that is raised again after a seek', () => {
    const timeline = new AlertTimeline();
    const play = (): void => [1, 2, 20, 40].forEach((at) => timeline.push(at));
    play();
    timeline.manager.settleAll();
    const first = timeline.manager.history();
    timeline.manager.resetWindows();
    play();
    timeline.manager.settleAll();
    expect(timeline.manager.history()).toEqual(first);
    expect(timeline.manager.statistics()).toMatchObject({
      total_alerts_logged: 3,
      alert_counts_by_severity: { LOW: 0, MEDIUM: 1, HIGH: 2, CRITICAL: 0 },
    });
  });

  it('forgets open windows without settling them on a reset', () => {
    const timeline = new AlertTimeline(quiet);
    timeline.push(100);
    timeline.manager.resetWindows();
    timeline.push(1);
    timeline.manager.settleAll();
    expect(timeline.story()).toEqual(['raised@100', 'raised@1', 'settled@1']);
  });
});

describe('alert settings', () => {
  it.each([
    [{ deduplicationSeconds: -1 }, 'alert setting deduplicationSeconds is -1; a finite number from 0 up'],
    [{ escalationSeconds: Infinity }, 'alert setting escalationSeconds is Infinity'],
    [{ priceBucketLogWidth: 0 }, 'alert setting priceBucketLogWidth is 0; a number above 0'],
    [{ logSize: 0.5 }, 'alert setting logSize is 0.5; a whole number from 1 up'],
    [{ coolDownSeconds: { SPOOFING: NaN } }, 'alert setting coolDownSeconds.SPOOFING is NaN'],
    [{ escalationThresholds: { LAYERING: 0 } }, 'alert setting escalationThresholds.LAYERING is 0'],
  ])('refuses %j', (settings, message) => {
    expect(() => new AlertTimeline(settings)).toThrow(message);
  });
});
