import { LEVELS, MICROS_PER_SECOND, ROW_STRIDE } from '@genesis/market';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  type RecordedRow,
  type RecordedStream,
  recordStream,
} from '../../../../test/support/simulated-stream.js';
import { demoSymbols } from './demo-symbols.js';
import { createSimulatedSource } from './simulated-source.js';
import { DEFAULT_START_MICROS } from './simulation-settings.js';

const MINUTE = 60 * MICROS_PER_SECOND;
const STEPS_OF_DEMO = new Map(demoSymbols(9).map((spec) => [spec.symbol, spec]));

/** A digest of everything a stream delivers for one symbol. */
function digest(rows: readonly RecordedRow[] | undefined): string {
  const hash = createHash('sha256');
  for (const { values, sequence, trades } of rows ?? []) {
    hash.update(values).update(JSON.stringify([sequence, trades]));
  }
  return hash.digest('hex');
}

function digests(stream: RecordedStream): Record<string, string> {
  return Object.fromEntries([...stream.rowsOf].map(([symbol, rows]) => [symbol, digest(rows)]));
}

function isMultiple(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < 1e-6;
}

describe('createSimulatedSource', () => {
  it('keeps books whole: sorted, never crossed, on the grid, ten levels, stamps increasing', async () => {
    const anySettings = fc.record({
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      symbols: fc.integer({ min: 1, max: 3 }),
      rate: fc.constantFrom(10, 30),
      episodeIntervalSeconds: fc.constant(20),
    });
    await fc.assert(
      fc.asyncProperty(anySettings, async (settings) => {
        const stream = await recordStream({ ...settings, durationMicros: 2.5 * MINUTE });
        let short = 0;
        for (const [symbol, rows] of stream.rowsOf) {
          const problems = rows.map((row, index) => problemOf(row, rows[index - 1], symbol));
          expect(problems.find((problem) => problem !== null) ?? null).toBeNull();
          short += rows.filter(({ values }) => values.includes(NaN)).length;
        }
        expect(short / stream.order.length).toBeLessThan(0.001);
      }),
      { numRuns: 6 },
    );
  });

  it('interleaves its symbols strictly by time', async () => {
    const { order } = await recordStream({ seed: 3, symbols: 5, durationMicros: 2 * MINUTE });
    const stamps = order.map(({ tsMicros }) => tsMicros);
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
    expect(new Set(order.slice(0, 5).map(({ symbol }) => symbol)).size).toBe(5);
    expect(stamps.slice(0, 5)).toEqual(Array(5).fill(DEFAULT_START_MICROS));
  });

  it('gives the same bytes for the same seed in batches of any size, and others for another seed', async () => {
    const settings = { seed: 11, durationMicros: 3 * MINUTE, episodeIntervalSeconds: 20 };
    const reference = await recordStream(settings);
    for (const batchRows of [1, 7, 5000]) {
      const again = await recordStream({ ...settings, batchRows });
      expect(digests(again)).toEqual(digests(reference));
      expect(again.labels).toEqual(reference.labels);
    }
    const other = digests(await recordStream({ ...settings, seed: 12 }));
    for (const [symbol, hash] of Object.entries(digests(reference))) expect(other[symbol]).not.toBe(hash);
  });

  it('leaves every symbol as it is when others are added', async () => {
    const settings = { seed: 5, durationMicros: 4 * MINUTE, episodeIntervalSeconds: 20 };
    const few = await recordStream({ ...settings, symbols: 2 });
    const many = await recordStream({ ...settings, symbols: 6 });
    expect(few.rowsOf.size).toBe(2);
    expect(digests(many)).toMatchObject(digests(few));
    const shared = many.labels.filter(({ symbol }) => few.rowsOf.has(symbol));
    expect(few.labels.length).toBeGreaterThan(0);
    expect(shared).toEqual(few.labels);
  });

  it('seeks to what skipping would give, sequence numbers included', async () => {
    const settings = { seed: 8, durationMicros: 5 * MINUTE, rate: 20 };
    const whole = await recordStream(settings);
    const fromMicros = DEFAULT_START_MICROS + 3 * MINUTE + 123_457;
    const toMicros = DEFAULT_START_MICROS + 4 * MINUTE;
    const part = await recordStream(settings, { fromMicros, toMicros });
    for (const [symbol, rows] of whole.rowsOf) {
      const wanted = rows.filter(({ tsMicros }) => tsMicros >= fromMicros && tsMicros <= toMicros);
      expect(wanted.length).toBeGreaterThan(100);
      expect(digest(part.rowsOf.get(symbol))).toBe(digest(wanted));
    }
  });

  it('gives nothing for a range after its end, and nothing before its beginning', async () => {
    const settings = { seed: 8, durationMicros: MINUTE };
    const after = await recordStream(settings, { fromMicros: DEFAULT_START_MICROS + 2 * MINUTE });
    const before = await recordStream(settings, { toMicros: DEFAULT_START_MICROS - 1 });
    expect([after.order, before.order]).toEqual([[], []]);
  });

  it('counts rows of each symbol from 1', async () => {
    const { rowsOf } = await recordStream({ seed: 1, durationMicros: MINUTE });
    for (const rows of rowsOf.values()) {
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    }
  });

  it('shows the rate that was asked for', async () => {
    for (const rate of [4, 12]) {
      const seconds = 1_500;
      const specs = demoSymbols(3);
      const { rowsOf } = await recordStream({
        seed: 4,
        rate,
        durationMicros: seconds * MICROS_PER_SECOND,
        episodes: false,
        benign: false,
      });
      for (const { symbol, activity } of specs) {
        const shown = (rowsOf.get(symbol)?.length ?? 0) / seconds;
        expect(shown / (rate * activity)).toBeGreaterThan(0.8);
        expect(shown / (rate * activity)).toBeLessThan(1.3);
      }
    }
  });

  it('looks like a market: positive spreads of a few ticks, a mid that walks, trades on both sides', async () => {
    const settings = { seed: 21, symbols: 1, durationMicros: 40 * MINUTE, episodes: false, benign: false };
    const rows = (await recordStream(settings)).rowsOf.get('ACME') ?? [];
    const spreads = rows.map((row) => Math.round(row.spread / 0.01));
    const moves = rows.filter((row, index) => index > 0 && row.mid !== rows[index - 1].mid).length;
    const trades = rows.flatMap((row) => row.trades);
    const buys = trades.filter(({ aggressor }) => aggressor === 1).length;

    expect(Math.min(...spreads)).toBe(1);
    expect(spreads.filter((ticks) => ticks <= 4).length / rows.length).toBeGreaterThan(0.85);
    expect(moves / rows.length).toBeGreaterThan(0.05);
    expect(new Set(rows.map(({ mid }) => mid)).size).toBeGreaterThan(20);
    expect(trades.length / rows.length).toBeGreaterThan(0.05);
    expect(buys / trades.length).toBeGreaterThan(0.3);
    expect(buys / trades.length).toBeLessThan(0.7);
  });

  it('executes trades at a price that was best, in the row that first shows it', async () => {
    const { rowsOf } = await recordStream({
      seed: 2,
      durationMicros: 10 * MINUTE,
      episodes: false,
      benign: false,
    });
    for (const rows of rowsOf.values()) {
      for (const [index, row] of rows.entries()) {
        for (const trade of row.trades) {
          const side = trade.aggressor === 1 ? 'ask' : 'bid';
          const before = rows[index - 1];
          expect(trade.tsMicros).toBe(row.tsMicros);
          expect(trade.price).toBe(before.prices(side)[0]);
          expect(before.volumeAt(side, trade.price) - row.volumeAt(side, trade.price)).toBeCloseTo(
            trade.size,
            9,
          );
        }
      }
    }
  });

  it('describes itself, with and without an end', async () => {
    expect(await createSimulatedSource({ seed: 9, durationMicros: MINUTE }).describe()).toEqual({
      name: 'simulator, seed 9',
      format: 'simulation',
      symbols: ['ACME', 'GLOBEX-PERP', 'INITECH-FUT'],
      fromMicros: DEFAULT_START_MICROS,
      toMicros: DEFAULT_START_MICROS + MINUTE,
    });
    expect((await createSimulatedSource({ seed: 9 }).describe()).toMicros).toBeNull();
  });

  it('ends an endless iteration when it is closed, and keeps what it labelled', async () => {
    const source = createSimulatedSource({ seed: 1, symbols: 1, batchRows: 500, episodeIntervalSeconds: 20 });
    let rows = 0;
    for await (const batch of source.open()) {
      rows += batch.length;
      if (rows >= 5000) await source.close();
    }
    expect(rows).toBe(5000);
    expect(source.progress()).toEqual({ bytesRead: 5000 * ROW_STRIDE * 8, totalBytes: null });
    expect(source.labels().length).toBeGreaterThan(0);
  });

  it('ends an iteration when another one is opened', async () => {
    const source = createSimulatedSource({ seed: 1, batchRows: 10 });
    const first = source.open();
    await first.next();
    await source.open().next();
    expect((await first.next()).done).toBe(true);
  });

  it('tells its phases: one after the other, without holes, over all rows', async () => {
    const source = createSimulatedSource({ seed: 6, symbols: 2, durationMicros: 20 * MINUTE });
    const rowsOf = [0, 0];
    for await (const batch of source.open()) {
      for (let row = 0; row < batch.length; row++) rowsOf[batch.instruments[row]]++;
    }
    for (const [index, symbol] of ['ACME', 'GLOBEX-PERP'].entries()) {
      const phases = source.phases().filter((phase) => phase.symbol === symbol);
      expect(phases.length).toBeGreaterThan(3);
      expect(phases[0]).toMatchObject({ phase: 'CALM', start_ts: '2024-01-02 09:30:00.000000' });
      for (const [i, next] of phases.slice(1).entries()) {
        expect(next.start_ts).toBe(phases[i].end_ts);
        expect(next.rows[0]).toBe(phases[i].rows[1] + 1);
        expect(next.phase).not.toBe(phases[i].phase);
      }
      // The market stands at the first row after the end, which was not delivered.
      expect(phases.at(-1)?.rows[1]).toBe(rowsOf[index]);
    }
  });
});

/** What is wrong with a row, in words; null for a sound one. */
function problemOf(row: RecordedRow, before: RecordedRow | undefined, symbol: string): string | null {
  const spec = STEPS_OF_DEMO.get(symbol);
  if (spec === undefined) return `unknown symbol ${symbol}`;
  if (before !== undefined && row.tsMicros <= before.tsMicros)
    return `ts ${row.tsMicros} not after the one before`;
  if (!(row.prices('ask')[0] > row.prices('bid')[0])) return `crossed at row ${row.sequence}`;
  for (const side of ['bid', 'ask'] as const) {
    const [prices, volumes] = [row.prices(side), row.volumes(side)];
    for (let level = 0; level < LEVELS; level++) {
      const [price, volume] = [prices[level], volumes[level]];
      if (Number.isNaN(price) ? volume !== 0 : !(price > 0)) return `price ${price} with volume ${volume}`;
      if (!(volume >= 0) || !isMultiple(volume, spec.lotSize)) return `volume ${volume} is off the lot`;
      if (!Number.isNaN(price) && !isMultiple(price, spec.tickSize)) return `price ${price} is off the tick`;
      const sorted = side === 'bid' ? !(price >= prices[level - 1]) : !(price <= prices[level - 1]);
      if (level > 0 && !sorted) return `${side} level ${level} at row ${row.sequence} is not sorted`;
    }
  }
  return null;
}
