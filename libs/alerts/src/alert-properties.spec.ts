import * as fc from 'fast-check';
import { SEVERITIES } from '@genesis/contracts';
import { AlertTimeline, detectionAt, PROVENANCE, type Push } from '../testing/alert-timeline.js';
import { type AlertSettings } from './alert-settings.js';

const push: fc.Arbitrary<Push> = fc.record({
  symbol: fc.constantFrom('AAPL', 'MSFT'),
  type: fc.constantFrom('SPOOFING', 'DEPTH_SHOCK', 'WIDE_SPREAD'),
  side: fc.constantFrom('bid', 'ask'),
  severity: fc.constantFrom(...SEVERITIES),
  price: fc.constantFrom(null, 100, 101),
});

/** Seconds until the next detection, mostly few. */
const story = fc.array(
  fc.tuple(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 })), push),
  {
    maxLength: 100,
  },
);

const settings = fc.record({
  deduplicationSeconds: fc.constantFrom(0, 1, 5),
  coolDownSeconds: fc.constantFrom({}, { SPOOFING: 7 }, { SPOOFING: 30, WIDE_SPREAD: 1 }),
});

function play(pushes: readonly (readonly [number, Push])[], given: Partial<AlertSettings>) {
  const timeline = new AlertTimeline(given);
  let at = 0;
  for (const [elapsed, each] of pushes) timeline.push((at += elapsed), each);
  timeline.manager.settleAll();
  return timeline;
}

describe('alerts, whatever comes', () => {
  it('loses nothing: raised + deduplicated + cooled down = offered', () => {
    fc.assert(
      fc.property(story, settings, (pushes, given) => {
        const timeline = play(pushes, given);
        const settled = timeline.alerts('settled');
        const heldBack = settled.reduce((sum, { suppressed: s }) => sum + s.deduplicated + s.cool_down, 0);
        expect(settled.length + heldBack).toBe(timeline.offered);
        const statistics = timeline.manager.statistics();
        expect(statistics.total_alerts_deduplicated + statistics.total_alerts_cooled_down).toBe(heldBack);
        expect(Object.values(statistics.alert_counts_by_severity).reduce((a, b) => a + b)).toBe(
          settled.length,
        );
        expect(statistics.total_escalations).toBe(settled.filter(({ escalated }) => escalated).length);
        expect(statistics.active_deduplications).toBe(0);
      }),
    );
  });

  it('settles every alert once, in the order of raising, as it was updated last', () => {
    fc.assert(
      fc.property(story, settings, (pushes, given) => {
        const timeline = play(pushes, given);
        const ids = timeline.alerts('raised').map(({ id }) => id);
        expect(timeline.alerts('settled').map(({ id }) => id)).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
        expect(timeline.manager.history()).toEqual(timeline.alerts('settled'));
      }),
    );
  });

  it('never raises twice for the same labels inside a window, unless graver in the cool-down', () => {
    fc.assert(
      fc.property(story, settings, (pushes, given) => {
        const lastRaised = new Map<string, number>();
        for (const { timestamp, fingerprint } of play(pushes, given).alerts('raised')) {
          const before = lastRaised.get(fingerprint) ?? -Infinity;
          expect(timestamp - before).toBeGreaterThan(given.deduplicationSeconds);
          lastRaised.set(fingerprint, timestamp);
        }
      }),
    );
  });

  it('tells the same story however often event time is announced in between', () => {
    fc.assert(
      fc.property(story, settings, (pushes, given) => {
        const often = new AlertTimeline(given);
        let at = 0;
        for (const [elapsed, each] of pushes) {
          for (let step = 0; step < elapsed; step++) often.runTo(at + step + 0.5);
          often.push((at += elapsed), each);
        }
        often.manager.settleAll();
        const rare = play(pushes, given);
        for (const event of ['raised', 'updated', 'settled'] as const) {
          expect(often.alerts(event)).toEqual(rare.alerts(event));
        }
      }),
    );
  });

  it('says of an instrument what it says without the others, whose detections may run ahead a little', () => {
    const steps = fc.array(
      fc.record({
        symbol: fc.constantFrom('AAPL', 'MSFT', 'GOOG'),
        elapsed: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 150, max: 250 })),
        behind: fc.integer({ min: 0, max: GRID }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (story) => {
        const pushes = interleaved(story);
        for (const symbol of ['AAPL', 'MSFT', 'GOOG']) {
          const alone = pushes.filter((push) => push.symbol === symbol);
          expect(told(pushes, symbol)).toEqual(told(alone, symbol));
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Event time is announced at this grain, in hundredths of a second: nothing that comes is earlier than what was announced. */
const GRID = 25;

interface TimedPush {
  readonly symbol: string;
  readonly at: number;
  readonly reached: number;
}

/** Detections in the order in which they come: each instrument's own by time, those of others up to a grain behind. */
function interleaved(
  story: readonly { readonly symbol: string; readonly elapsed: number; readonly behind: number }[],
): TimedPush[] {
  const latest = new Map<string, number>();
  let now = 0;
  return story.map(({ symbol, elapsed, behind }) => {
    now += elapsed;
    const reached = Math.floor(now / GRID) * GRID;
    const at = Math.max(reached, now - behind, latest.get(symbol) ?? 0);
    latest.set(symbol, at);
    return { symbol, at, reached };
  });
}

/** What is heard of an instrument: every form of its alerts, escalated at the second sighting within two seconds. */
function told(pushes: readonly TimedPush[], symbol: string): unknown[] {
  const timeline = new AlertTimeline({ escalationSeconds: 2, escalationThresholds: { SPOOFING: 2 } });
  for (const push of pushes) {
    timeline.runTo(push.reached / 100);
    timeline.manager.offer(push.symbol, detectionAt(push.at / 100), PROVENANCE);
  }
  const own = timeline.heard.filter(({ event, alert }) => event !== 'settled' && alert.symbol === symbol);
  return own.map(({ event, alert }) => [event, alert]);
}
