import { existsSync, readFileSync } from 'node:fs';
import { LEVELS, TradeColumns, TS } from '@genesis/market';
import { bookRow, ladder } from '../../../test/support/book-row.js';
import { createFeatureEngine } from './default-feature-engine.js';
import { type FeatureEngine } from './feature-engine.js';
import * as layout from './feature-layout.js';

const { FEATURE_COUNT } = layout;
const NO_TRADES = new TradeColumns();
const HEAD = '../shared/data/l2/AAPL_2012-06-21.head500.csv';

function update(engine: FeatureEngine, row: Float64Array, trades = NO_TRADES): Float64Array {
  const features = new Float64Array(FEATURE_COUNT).fill(-99);
  engine.update(row, 0, trades, 0, trades.length, features, 0);
  return features;
}

function trade(price: number, size: number, aggressor: number, tsMicros = 0): TradeColumns {
  const trades = new TradeColumns();
  trades.push(0, tsMicros, price, size, aggressor);
  return trades;
}

describe('feature-layout', () => {
  it('names every feature once, in the order of its index', () => {
    const indices = Object.entries<unknown>(layout).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[0] !== 'FEATURE_COUNT',
    );
    expect(indices).toHaveLength(FEATURE_COUNT);
    for (const [name, index] of indices) expect(layout.FEATURE_NAMES[index]).toBe(name.toLowerCase());
    expect(layout.FEATURE_NAMES).toHaveLength(FEATURE_COUNT);
    expect(new Set(layout.FEATURE_NAMES).size).toBe(FEATURE_COUNT);
  });
});

describe('createFeatureEngine', () => {
  const first = bookRow(ladder(100, -0.5, [30, 10]), ladder(100.5, 0.5, [10]), 0);

  it('fills the whole row at its offset and nothing else', () => {
    const features = new Float64Array(3 * FEATURE_COUNT).fill(-99);
    createFeatureEngine('calibrated').update(first, 0, NO_TRADES, 0, 0, features, FEATURE_COUNT);
    expect(features.slice(0, FEATURE_COUNT).every((value) => value === -99)).toBe(true);
    expect(features.slice(FEATURE_COUNT, 2 * FEATURE_COUNT)).not.toContain(-99);
    expect(features.slice(2 * FEATURE_COUNT).every((value) => value === -99)).toBe(true);
  });

  it('describes the first row: what needs a row before it is 0 (flows) or NaN (statistics)', () => {
    const features = update(createFeatureEngine('seed'), first);
    expect(features[layout.SPREAD]).toBe(0.5);
    expect(features[layout.MID_PRICE]).toBe(100.25);
    expect(features[layout.MICRO_PRICE]).toBe(100.375);
    expect(features[layout.BID_DEPTH]).toBe(120);
    expect(features[layout.ASK_DEPTH]).toBe(100);
    expect(features[layout.OBI]).toBeCloseTo(20 / 220, 12);
    expect(features[layout.OFI]).toBe(0);
    expect(features[layout.MULTI_LEVEL_OFI]).toBe(0);
    expect(features[layout.SIGNED_TRADE_VOLUME]).toBe(0);
    expect(features[layout.TRADE_VOLUME]).toBe(0);
    for (const index of [
      layout.REALISED_VOLATILITY,
      layout.SPREAD_Z_SCORE,
      layout.UPDATE_RATE,
      layout.VPIN,
    ]) {
      expect(features[index]).toBeNaN();
    }
  });

  it('weights the imbalance by rank in seed and by ticks in calibrated', () => {
    // Σ e^(−0.5 i) over i = 0..4 is 2.332880; bids carry 20 more at the touch: 20/(20·2.332880 + 20) = 0.300041.
    expect(update(createFeatureEngine('seed'), first)[layout.WEIGHTED_OBI]).toBeCloseTo(0.300041, 5);
    const engine = createFeatureEngine('calibrated');
    const sparse = bookRow(
      [
        [100, 10],
        [99, 10],
      ],
      [
        [100.5, 10],
        [101, 10],
      ],
    );
    const untilKnown = update(engine, sparse)[layout.WEIGHTED_OBI];
    for (let i = 0; i < 3; i++) update(engine, sparse);
    // The tick is 0.5: w = 1, e^−0.4 for the bids, 1, e^−0.2 for the asks.
    const bid = 1 + Math.exp(-0.4);
    const ask = 1 + Math.exp(-0.2);
    expect(untilKnown).toBe(0);
    expect(update(engine, sparse)[layout.WEIGHTED_OBI]).toBeCloseTo((bid - ask) / (bid + ask), 12);
  });

  it('sees the flow from the row before, though the buffer is reused', () => {
    const engine = createFeatureEngine('calibrated');
    const buffer = first.slice();
    update(engine, buffer);
    buffer.set(bookRow(ladder(100, -0.5, [34, 10]), ladder(100.5, 0.5, [10, 7]), 1_000));
    const features = update(engine, buffer);
    expect(features[layout.OFI]).toBe(4);
    // +4 at the best bid and 3 fewer offered at each of nine levels.
    expect(features[layout.MULTI_LEVEL_OFI]).toBe(4 + 27);
  });

  it('measures activity in event time in calibrated: 50 ms apart are 20 a second', () => {
    const engine = createFeatureEngine('calibrated');
    let features = update(engine, first);
    for (let i = 1; i <= 25; i++) {
      const row = first.slice();
      row[TS] = i * 50_000;
      features = update(engine, row);
    }
    expect(features[layout.UPDATE_RATE]).toBeCloseTo(20, 9);
    expect(features[layout.REALISED_VOLATILITY]).toBe(0);
    expect(features[layout.SPREAD_Z_SCORE]).toBe(0);
  });

  it('takes rows of equal stamps without dividing by the time between them', () => {
    for (const profile of ['seed', 'calibrated'] as const) {
      const engine = createFeatureEngine(profile);
      for (let i = 0; i < 30; i++) update(engine, first);
      const features = update(engine, first);
      expect(features[layout.UPDATE_RATE]).toBeNaN();
      expect(features[layout.REALISED_VOLATILITY]).toBeNaN();
      expect(features[layout.SPREAD_Z_SCORE]).toBe(profile === 'seed' ? 0 : NaN);
    }
  });

  it('sets trades against the mid of the row before', () => {
    const engine = createFeatureEngine('calibrated');
    update(engine, first);
    // Mid before 100.25: 100.5 is a buyer, 7 of it; the row's own mid is 101.25 by then.
    const moved = bookRow(ladder(101, -0.5, [10]), ladder(101.5, 0.5, [10]), 1_000);
    const features = update(engine, moved, trade(100.5, 7, 0));
    expect(features[layout.SIGNED_TRADE_VOLUME]).toBe(7);
    expect(features[layout.TRADE_VOLUME]).toBe(7);
    expect(features[layout.EFFECTIVE_SPREAD]).toBe(0.5);
    expect(features[layout.REALISED_SPREAD]).toBeNaN();
    const quiet = update(engine, bookRow(ladder(101, -0.5, [10]), ladder(101.5, 0.5, [10]), 2_000));
    expect(quiet[layout.TRADE_VOLUME]).toBe(0);
    expect(quiet[layout.EFFECTIVE_SPREAD]).toBe(0.5);
  });

  it('knows the realised spread five seconds later: 2·(100.5 − 101.25) = −1.5', () => {
    const engine = createFeatureEngine('calibrated');
    update(engine, first);
    const moved = bookRow(ladder(101, -0.5, [10]), ladder(101.5, 0.5, [10]), 1_000);
    update(engine, moved, trade(100.5, 7, 0, 1_000));
    moved[TS] = 5_001_000;
    expect(update(engine, moved)[layout.REALISED_SPREAD]).toBe(-1.5);
  });

  it('adds the trades of a row and leaves those of others', () => {
    const engine = createFeatureEngine('seed');
    update(engine, first);
    const trades = new TradeColumns();
    for (const [size, aggressor] of [
      [1_000, 1],
      [5, 1],
      [2, -1],
      [1_000, -1],
    ])
      trades.push(0, 0, 100, size, aggressor);
    const features = new Float64Array(FEATURE_COUNT);
    engine.update(first, 0, trades, 1, 3, features, 0);
    expect(features[layout.SIGNED_TRADE_VOLUME]).toBe(3);
    expect(features[layout.TRADE_VOLUME]).toBe(7);
  });

  it('has a VPIN once ten buckets are full', () => {
    const engine = createFeatureEngine('seed');
    let features = update(engine, first);
    for (let i = 0; i < 99 + 200; i++) features = update(engine, first, trade(100.5, 10, 1));
    expect(features[layout.VPIN]).toBeNaN();
    expect(update(engine, first, trade(100.5, 10, 1))[layout.VPIN]).toBe(1);
  });

  it('says NaN, never Infinity, for a book without bids, and recovers', () => {
    const engine = createFeatureEngine('calibrated');
    update(engine, first);
    const oneSided = update(engine, bookRow([], ladder(100.5, 0.5, [10]), 1_000));
    expect(oneSided[layout.SPREAD]).toBeNaN();
    expect(oneSided[layout.MID_PRICE]).toBeNaN();
    expect(oneSided[layout.OBI]).toBe(-1);
    expect(oneSided[layout.WEIGHTED_OBI]).toBe(-1);
    expect(oneSided[layout.OFI]).toBe(-30);
    expect(update(engine, bookRow(ladder(100, -0.5, [30, 10]), [], 2_000))[layout.OBI]).toBe(1);
    expect(update(engine, bookRow([], [], 3_000))[layout.OBI]).toBe(0);
    first[TS] = 4_000;
    expect(update(engine, first)[layout.SPREAD]).toBe(0.5);
    first[TS] = 0;
  });

  it('starts anew after a reset but remembers the tick', () => {
    const engine = createFeatureEngine('calibrated');
    const sparse = bookRow(
      [
        [100, 10],
        [99, 10],
      ],
      [
        [100.5, 10],
        [101, 10],
      ],
    );
    for (let i = 0; i < 5; i++) update(engine, sparse);
    const before = update(engine, sparse)[layout.WEIGHTED_OBI];
    engine.reset();
    const features = update(
      engine,
      bookRow(
        [
          [90, 10],
          [89, 10],
        ],
        [
          [90.5, 10],
          [91, 10],
        ],
        9_000_000,
      ),
    );
    expect(features[layout.OFI]).toBe(0);
    expect(features[layout.SPREAD_Z_SCORE]).toBeNaN();
    expect(features[layout.EFFECTIVE_SPREAD]).toBeNaN();
    expect(features[layout.WEIGHTED_OBI]).toBe(before);
  });
});

const onRealData = existsSync(HEAD) ? describe : describe.skip;

onRealData('on the first 500 rows of AAPL 2012-06-21', () => {
  /** The documented 41 columns; stamps are turned into microseconds after midnight. */
  const rows = existsSync(HEAD)
    ? readFileSync(HEAD, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => {
          const cells = line.split(',');
          const [hours, minutes, seconds] = cells[40].slice(11).split(':').map(Number);
          const tsMicros = Math.round((hours * 3600 + minutes * 60 + seconds) * 1e6);
          const side = (from: number): [number, number][] =>
            Array.from({ length: LEVELS }, (_, level) => [
              Number(cells[from + level]),
              Number(cells[from + 10 + level]),
            ]);
          return bookRow(side(0), side(20), tsMicros);
        })
    : [];

  it.each(['seed', 'calibrated'] as const)(
    '%s features are finite and agree with the plain formulas',
    (profile) => {
      const engine = createFeatureEngine(profile);
      rows.forEach((row, i) => {
        const features = update(engine, row);
        const sum = (from: number): number => row.slice(from, from + LEVELS).reduce((a, b) => a + b);
        const [bid, ask] = [sum(11), sum(31)];
        expect(features[layout.OBI]).toBeCloseTo((bid - ask) / (bid + ask), 12);
        expect(features[layout.MID_PRICE]).toBe((row[1] + row[21]) / 2);
        expect(Math.abs(features[layout.WEIGHTED_OBI])).toBeLessThanOrEqual(1);
        if (i > 20) expect(features.slice(0, layout.SIGNED_TRADE_VOLUME).every(Number.isFinite)).toBe(true);
      });
      expect(rows).toHaveLength(500);
    },
  );

  it('gives the same features whatever ran before it', () => {
    const [one, two] = [createFeatureEngine('calibrated'), createFeatureEngine('calibrated')];
    expect(rows.map((row) => update(one, row))).toEqual(rows.map((row) => update(two, row)));
  });
});
