import fc from 'fast-check';
import { SIGNAL_TYPES } from '@genesis/contracts';
import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS, TS } from '@genesis/market';
import { type Detection } from '../detection.js';
import { BookTimeline, type TimelineRow } from '../../testing/book-timeline.js';
import { randomSession } from '../../testing/random-session.js';
import { TimelineWatch } from '../../testing/timeline-watch.js';
import { watchCalibrated } from '../../testing/watch-calibrated.js';
import { createCalibratedProfile } from './create-calibrated-profile.js';
import { severityOf } from './severity-score.js';

const EPISODES = 10;
const SEEDS = fc.integer({ min: 1, max: 1_000_000 });
/** A run is a session of 170 s: some 2,000 rows. */
const RUNS = { numRuns: 6, seed: 12 };

function sessionRows(seed: number): TimelineRow[] {
  const { timeline, untilSeconds } = randomSession(seed, EPISODES);
  return timeline.rows(untilSeconds);
}

function detectionsOf(rows: readonly TimelineRow[]): Detection[] {
  return new TimelineWatch(createCalibratedProfile()).feed(rows).pass(Infinity).detections;
}

/** Type, side and time of each, in a fixed order. */
function labels(detections: readonly Detection[], flipped = false): string[] {
  const flip = { bid: 'ask', ask: 'bid', both: 'both' };
  return detections
    .map(({ type, side, tsMicros, eventTimeMicros }) => {
      return `${tsMicros} ${eventTimeMicros} ${type} ${flipped ? flip[side] : side}`;
    })
    .sort();
}

function transformed(
  rows: readonly TimelineRow[],
  change: (row: Float64Array) => Float64Array,
): TimelineRow[] {
  return rows.map(({ values, trades }) => ({ values: change(values), trades }));
}

function scaled(row: Float64Array, columns: readonly number[], factor: number): Float64Array {
  const result = row.slice();
  for (const from of columns) for (let i = 0; i < LEVELS; i++) result[from + i] *= factor;
  return result;
}

/** Bid and ask change places, prices are mirrored around the middle of the first quotes, 100.01. */
function mirrored(row: Float64Array): Float64Array {
  const result = row.slice();
  for (let i = 0; i < LEVELS; i++) {
    result[ASK_PRICE + i] = (20_002 - Math.round(100 * row[BID_PRICE + i])) / 100;
    result[BID_PRICE + i] = (20_002 - Math.round(100 * row[ASK_PRICE + i])) / 100;
    result[ASK_VOLUME + i] = row[BID_VOLUME + i];
    result[BID_VOLUME + i] = row[ASK_VOLUME + i];
  }
  return result;
}

function forSessions(check: (rows: TimelineRow[], detections: Detection[]) => void): void {
  fc.assert(
    fc.property(SEEDS, (seed) => {
      const rows = sessionRows(seed);
      check(rows, detectionsOf(rows));
    }),
    RUNS,
  );
}

describe('the calibrated profile', () => {
  it('raises nothing in ten quiet minutes', () => {
    for (const seed of [1, 2, 3])
      expect(watchCalibrated(new BookTimeline({ seed }), 600).summary).toEqual([]);
  });

  it('finds episodes of every type that the random sessions hold', () => {
    const found = new Set(
      fc.sample(SEEDS, RUNS).flatMap((seed) => detectionsOf(sessionRows(seed)).map(({ type }) => type)),
    );
    expect([...found].sort()).toEqual([
      'DEPTH_SHOCK',
      'HEAVY_IMBALANCE',
      'LAYERING',
      'LIQUIDITY_GAP',
      'MOMENTUM_IGNITION',
      'QUOTE_STUFFING',
      'SPOOFING',
    ]);
  });

  it('is deterministic: two runs are equal in every word', () => {
    forSessions((rows, detections) => expect(detectionsOf(rows)).toEqual(detections));
  });

  it('treats bid and ask alike: the mirrored book gives the same with sides flipped', () => {
    forSessions((rows, detections) => {
      expect(labels(detectionsOf(transformed(rows, mirrored)), true)).toEqual(labels(detections));
    });
  });

  it('does not depend on the unit of volume', () => {
    forSessions((rows, detections) => {
      const eightfold = transformed(rows, (row) => scaled(row, [BID_VOLUME, ASK_VOLUME], 8));
      expect(labels(detectionsOf(eightfold))).toEqual(labels(detections));
    });
  });

  it('does not depend on the unit of price', () => {
    forSessions((rows, detections) => {
      const doubled = transformed(rows, (row) => scaled(row, [BID_PRICE, ASK_PRICE], 2));
      expect(labels(detectionsOf(doubled))).toEqual(labels(detections));
    });
  });

  it('does not depend on the hour: all of it is shifted with the stamps', () => {
    forSessions((rows, detections) => {
      const shift = 98_765_432_109;
      const later = transformed(rows, (row) => {
        const shifted = row.slice();
        shifted[TS] += shift;
        return shifted;
      });
      const back = detectionsOf(later).map((found) => ({
        ...found,
        tsMicros: found.tsMicros - shift,
        eventTimeMicros: found.eventTimeMicros - shift,
      }));
      expect(labels(back)).toEqual(labels(detections));
    });
  });

  it('keeps instruments apart', () => {
    const [first, second] = [sessionRows(5), sessionRows(6)];
    const profile = createCalibratedProfile();
    const [a, b] = [new TimelineWatch(profile), new TimelineWatch(profile)];
    for (let i = 0; i < Math.max(first.length, second.length); i++) {
      a.feed(first.slice(i, i + 1));
      b.feed(second.slice(i, i + 1));
    }
    expect(a.pass(Infinity).detections).toEqual(detectionsOf(first));
    expect(b.pass(Infinity).detections).toEqual(detectionsOf(second));
  });

  it('raises what explains itself: times in order, a score with its severity, factors, words', () => {
    forSessions((rows, detections) => {
      for (const found of detections) {
        expect(found.fromMicros).toBeLessThanOrEqual(found.eventTimeMicros);
        expect(found.eventTimeMicros).toBeLessThanOrEqual(found.tsMicros);
        expect(found.tsMicros - found.eventTimeMicros).toBeLessThanOrEqual(1_300_000);
        expect(found.fromSequence).toBeGreaterThanOrEqual(1);
        expect(found.fromSequence).toBeLessThanOrEqual(found.sequence);
        expect(found.sequence).toBeLessThanOrEqual(rows.length);
        expect(found.score).toBeGreaterThan(0);
        expect(found.score).toBeLessThanOrEqual(100);
        expect(found.severity).toBe(severityOf(found.score));
        expect(found.factors.length).toBeGreaterThan(0);
        expect(JSON.stringify(found.factors.map(({ value, threshold }) => [value, threshold]))).not.toContain(
          'null',
        );
        expect(`${found.message} ${found.counterfactual}`).not.toMatch(/NaN|undefined|Infinity|null/);
      }
    });
  });
});

describe('the warm-up of the calibrated profile', () => {
  /** Episodes of all kinds within the first 29 s. */
  const early = (): BookTimeline =>
    new BookTimeline()
      .at(5, (book) => book.add('ask', 100.05, 900))
      .at(6, (book) => book.remove('ask', 100.05, 900))
      .at(8, (book) => book.fix('bid', 100, 1))
      .at(9, (book) => book.release('bid', 100))
      .at(11, (book) => book.scale('ask', 0.3))
      .at(15, (book) => book.scale('ask', 1))
      .repeat(24, 0.1, 10, (book) => book.move(1))
      .repeat(25.5, 0.1, 10, (book) => book.move(-1));

  it('raises nothing and shows no signal before 300 snapshots', () => {
    const watch = watchCalibrated(early(), 27.2);
    expect(watch.signals.length).toBeLessThan(300);
    expect([watch.summary, watch.signals.flat()]).toEqual([[], []]);
  });

  it('raises nothing before 20 s, however many snapshots came', () => {
    const script = new BookTimeline({ quietSeconds: 0.02 })
      .at(10, (book) => book.add('ask', 100.05, 900).scale('bid', 0.3))
      .at(12.5, (book) => book.remove('ask', 100.05, 900).scale('bid', 1))
      .repeat(15, 0.005, 200, (book, i) => book.add('ask', 100.02, i % 2 ? -40 : 40));
    const watch = watchCalibrated(script, 19.9);
    expect(watch.signals.length).toBeGreaterThan(1_000);
    expect([watch.summary, watch.signals.flat()]).toEqual([[], []]);
  });

  it('is told by every detector but WIDE_SPREAD, whose bound is absolute', () => {
    const watch = watchCalibrated(
      new BookTimeline().at(5, (book) => book.move(1_200, 'ask')),
      10,
    );
    const states = watch.detectors.statuses().map(({ type, status }) => `${type} ${status.state}`);
    expect(states).toEqual([
      'SPOOFING WARMING_UP',
      'LAYERING WARMING_UP',
      'LIQUIDITY_GAP WARMING_UP',
      'DEPTH_SHOCK WARMING_UP',
      'HEAVY_IMBALANCE WARMING_UP',
      'WIDE_SPREAD ACTIVE',
      'QUOTE_STUFFING WARMING_UP',
      'MOMENTUM_IGNITION WARMING_UP',
    ]);
    expect(watch.summary).toEqual(['WIDE_SPREAD ask 5 (5)']);
  });

  it('is over for all after half a minute of a dense feed', () => {
    const states = watchCalibrated(new BookTimeline(), 31).detectors.statuses();
    expect(states.map(({ status }) => status)).toEqual(Array(8).fill({ state: 'ACTIVE', reason: null }));
  });
});

describe('what the calibrated profile says of itself', () => {
  const { name, configuration, detectors } = createCalibratedProfile();

  it('has a name and a configuration hash that stays the same', () => {
    expect(name).toBe('calibrated');
    expect(configuration).toMatch(/^[0-9a-f]{16}$/);
    expect(createCalibratedProfile().configuration).toBe(configuration);
  });

  it('describes each of its detectors, in the order of the signal types', () => {
    const statuses = createCalibratedProfile().create('X').statuses();
    expect(detectors.map(({ type }) => type)).toEqual(statuses.map(({ type }) => type));
    expect(detectors.map(({ type }) => type)).toEqual(SIGNAL_TYPES.slice(0, 8));
    for (const { description, source, settings } of detectors) {
      expect([description, source]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\w/)]);
      expect(Object.keys(settings)).not.toHaveLength(0);
    }
  });
});
