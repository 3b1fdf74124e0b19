import { BID, ASK } from '@genesis/detection';
import { EPISODE_TYPES } from '@genesis/ingest';
import { LEVELS, ROW_STRIDE, TRADE_PRICE, TRADE_SIZE, TRADE_STRIDE, TRADE_TS, TS } from '@genesis/market';
import { createRowValidator } from '@genesis/validation';
import fc from 'fast-check';
import { conflated, recordedMarket } from '../../testing/recorded-market.js';
import { RecordedBook } from '../recording/recorded-book.js';
import { RecordedSource } from '../recording/recorded-source.js';
import { HARD_NEGATIVES } from './episode-script.js';
import { type Injection, injectEpisodes } from './inject-episodes.js';
import { type PlacedLabel } from './injected-label.js';
import { type InjectionSettings } from './injection-settings.js';

const DENSE: Partial<InjectionSettings> = { episodesPerHour: 240 };
const SEEDS = fc.integer({ min: 0, max: 1_000_000 });
const RUNS = { numRuns: 4, seed: 4 };

let market: RecordedBook;
/** Enough rounds to see every script. */
let injections: Injection[];

beforeAll(async () => {
  market = await recordedMarket(5, 12, 8);
  injections = Array.from({ length: 8 }, (_, seed) => injectEpisodes(market, { ...DENSE, seed }));
});

/** Findings about a book, by code; the spread that WIDE_SPREAD episodes open is one of their own. */
async function findings(book: RecordedBook): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const validator = createRowValidator();
  for await (const batch of new RecordedSource(book, 'book').open()) {
    validator.beginBatch(batch);
    const sink = ({ code }: { readonly code: string }): void => {
      if (code !== 'WIDE_BOOK') counts[code] = (counts[code] ?? 0) + 1;
    };
    for (let row = 0; row < batch.length; row++) validator.validate(batch, row, sink);
    validator.endBatch(batch, sink);
  }
  return counts;
}

function labelsOf(name: string): { injection: Injection; label: PlacedLabel }[] {
  return injections.flatMap((injection) =>
    injection.labels
      .filter(({ type, kind }) => (kind ?? type) === name)
      .map((label) => ({ injection, label })),
  );
}

/** Volume shown at a price in a row; 0 where it is not among the ten. */
function volumeAt(book: RecordedBook, row: number, side: string, price: number): number {
  const { price: from, volume } = side === 'ask' ? ASK : BID;
  const values = book.rowAt(row);
  for (let level = 0; level < LEVELS; level++)
    if (values[from + level] === price) return values[volume + level];
  return 0;
}

function tradedAt(book: RecordedBook, price: number, fromMicros: number, toMicros: number): number {
  const { values, length } = book.trades;
  let sum = 0;
  for (let at = 0; at < length * TRADE_STRIDE; at += TRADE_STRIDE) {
    const inside = values[at + TRADE_TS] >= fromMicros && values[at + TRADE_TS] <= toMicros;
    if (inside && values[at + TRADE_PRICE] === price) sum += values[at + TRADE_SIZE];
  }
  return sum;
}

function isSoundOnCents(values: Float64Array): boolean {
  if (!(values[BID.price] < values[ASK.price])) return false;
  return [BID, ASK].every(({ price, outward }) => {
    const prices = [...values.subarray(price, price + LEVELS)].filter((value) => !Number.isNaN(value));
    return prices.every((value, i) => {
      const onGrid = Math.abs(value * 100 - Math.round(value * 100)) < 1e-6;
      return onGrid && (i === 0 || outward * (value - prices[i - 1]) > 0);
    });
  });
}

function sameRow(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Object.is(value, b[i]));
}

describe('injectEpisodes', () => {
  it('keeps books valid: nothing is found in them that was not there before', async () => {
    const before = await findings(market);
    await fc.assert(
      fc.asyncProperty(SEEDS, fc.boolean(), async (seed, heldOut) => {
        const { book } = injectEpisodes(market, { ...DENSE, seed, heldOut });
        expect(await findings(book)).toEqual(before);
      }),
      RUNS,
    );
  });

  it('keeps sides sorted, apart and on the grid', () => {
    for (const { book } of injections.slice(0, 2)) {
      for (let row = 0; row < book.length; row++) {
        if (!isSoundOnCents(book.rowAt(row)))
          throw new Error(`row ${row} is crossed, unsorted or off the grid`);
      }
    }
  });

  it('gives the same rows and labels for one seed, and others for another', () => {
    const again = injectEpisodes(market, { ...DENSE, seed: 0 });
    expect(again.labels).toEqual(injections[0].labels);
    expect(sameRow(again.book.rows, injections[0].book.rows)).toBe(true);
    expect(sameRow(again.book.trades.values, injections[0].book.trades.values)).toBe(true);
    expect(injections[1].labels).not.toEqual(again.labels);
  });

  it('leaves rows outside episodes as they are, byte for byte, and loses none', () => {
    for (const { book, labels } of injections.slice(0, 3)) {
      const inside = (row: number): boolean =>
        labels.some(({ rows: [from, to] }) => row >= from && row <= to);
      let next = 0;
      for (let row = 0; row < book.length; row++) {
        const isReal = book.tsAt(row) === market.tsAt(next);
        if (!inside(row) && !(isReal && sameRow(book.rowAt(row), market.rowAt(next)))) {
          throw new Error(`row ${row} is not row ${next} of the real book`);
        }
        if (isReal) next++;
      }
      expect(next).toBe(market.length);
    }
  });

  it('stages every type at every difficulty and every kind of honest activity', () => {
    for (const type of EPISODE_TYPES) {
      const difficulties = new Set(labelsOf(type).map(({ label }) => label.difficulty));
      expect({ type, difficulties: [...difficulties].sort() }).toEqual({
        type,
        difficulties: ['easy', 'hard', 'medium'],
      });
    }
    const kinds = HARD_NEGATIVES.filter((kind) => labelsOf(kind).length > 0);
    expect(kinds).toEqual([...HARD_NEGATIVES]);
    expect(injections.flatMap(({ unobservable }) => Object.keys(unobservable))).toEqual([]);
  });

  it('keeps the run-in free, and episodes apart', () => {
    for (const { book, labels } of injections) {
      expect(labels[0].startMicros - book.tsAt(0)).toBeGreaterThanOrEqual(60_000_000);
      expect(labels[0].rows[0]).toBeGreaterThanOrEqual(400);
      for (const [i, { startMicros }] of labels.slice(1).entries()) {
        expect(startMicros - labels[i].endMicros).toBeGreaterThanOrEqual(9_000_000);
      }
    }
  });

  it('names in a label the rows and moments that it says', () => {
    for (const { book, labels } of injections) {
      for (const { rows, startMicros, endMicros } of labels) {
        expect(book.tsAt(rows[0])).toBe(startMicros);
        expect(book.tsAt(rows[1])).toBe(endMicros);
        expect(rows[1]).toBeGreaterThan(rows[0]);
      }
    }
  });

  it.each(['SPOOFING'])('shows the order of a %s and takes it away at the end', (name) => {
    for (const { injection, label } of labelsOf(name)) {
      const { price, size } = label.params as { price: number; size: number };
      const [first, last] = label.rows;
      expect(volumeAt(injection.book, first, label.side, price)).toBeGreaterThanOrEqual(size);
      const before = volumeAt(injection.book, last - 1, label.side, price);
      expect(volumeAt(injection.book, last, label.side, price)).toBeLessThan(before);
    }
  });

  it('opens the spread of a WIDE_SPREAD as far as the label says', () => {
    for (const { injection, label } of labelsOf('WIDE_SPREAD')) {
      const row = injection.book.rowAt(label.rows[0]);
      const share = (2 * (row[ASK.price] - row[BID.price])) / (row[ASK.price] + row[BID.price]);
      expect(share).toBeCloseTo((label.params as { spread_of_mid: number }).spread_of_mid, 6);
      expect(share).toBeGreaterThan(0.1);
    }
  });

  it('shows the trades that eat an order, all of it', () => {
    for (const { injection, label } of labelsOf('EXECUTED')) {
      const { price, size } = label.params as { price: number; size: number };
      const { startMicros, endMicros } = label;
      expect(tradedAt(injection.book, price, startMicros, endMicros)).toBeGreaterThanOrEqual(size - 1e-6);
    }
  });

  it('re-quotes the same size, before or after the old quote leaves', () => {
    for (const [kind, least] of [
      ['REPEG', 0],
      ['MAKE_BEFORE_BREAK', 1],
    ] as const) {
      for (const { injection, label } of labelsOf(kind)) {
        const { prices, size } = label.params as { prices: number[]; size: number };
        const distinct = [...new Set(prices)];
        const shown = (row: number): number =>
          distinct.filter((price) => volumeAt(injection.book, row, label.side, price) >= size).length;
        const middle = Math.floor((label.rows[0] + label.rows[1]) / 2);
        const counts = Array.from({ length: middle - label.rows[0] }, (_, i) => shown(label.rows[0] + i));
        expect(Math.max(...counts)).toBeGreaterThanOrEqual(1 + least);
      }
    }
  });

  it('sends far more rows in a QUOTE_STUFFING than are usual', () => {
    for (const { label } of labelsOf('QUOTE_STUFFING')) {
      const { updates, seconds } = label.params as { updates: number; seconds: number };
      expect(updates / seconds).toBeGreaterThan(55);
      expect(label.rows[1] - label.rows[0]).toBeGreaterThanOrEqual(updates - 1);
    }
  });

  it('adds no rows to a feed at a fixed cadence, and says what such a feed cannot show', async () => {
    const slow = conflated(await recordedMarket(6, 60, 2), 3_000_000);
    const { book, labels, unobservable } = injectEpisodes(slow, { ...DENSE, seed: 2 });
    expect(book.length).toBe(slow.length);
    for (let row = 0; row < book.length; row++)
      if (book.rowAt(row)[TS] !== slow.rowAt(row)[TS]) throw new Error(`row ${row}`);
    expect(Object.keys(unobservable).sort()).toEqual(['NEWS_BURST', 'QUEUE_DEPLETION', 'QUOTE_STUFFING']);
    expect(unobservable.QUOTE_STUFFING).toContain('a state every 3.00 s');
    expect(labels.length).toBeGreaterThan(20);
    expect(new Set(labels.map(({ type }) => type)).size).toBe(8);
    expect(await findings(book)).toEqual(await findings(slow));
  });

  it('refuses settings out of their bounds and a book without a grid', () => {
    expect(() => injectEpisodes(market, { seed: -1, episodesPerHour: 0 })).toThrow(
      /injection: seed is -1, expected a whole number from 0 to 4294967295; episodesPerHour is 0/,
    );
    const odd = new RecordedBook('ODD');
    odd.push(new Float64Array(ROW_STRIDE).fill(NaN), 0, 0);
    expect(() => injectEpisodes(odd)).toThrow(/ODD: no tick and lot size/);
  });
});
