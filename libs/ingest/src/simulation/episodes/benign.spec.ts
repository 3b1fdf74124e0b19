import { LEVELS, MICROS_PER_SECOND } from '@genesis/market';
import { type RecordedStream, recordStream } from '../../../../../test/support/simulated-stream.js';
import { type StagedEpisode, stagedEpisodes } from '../../../../../test/support/staged-episodes.js';
import { demoSymbols } from '../demo-symbols.js';
import { BENIGN_KINDS, type BenignKind } from '../episode-label.js';

type BookSide = 'bid' | 'ask';

describe('benign look-alikes', () => {
  let stream: RecordedStream;

  beforeAll(async () => {
    stream = await recordStream({
      seed: 77,
      durationMicros: 40 * 60 * MICROS_PER_SECOND,
      episodeIntervalSeconds: 20,
      episodes: false,
    });
  });

  const staged = (kind: BenignKind): StagedEpisode[] =>
    stagedEpisodes(stream, (label) => label.kind === kind);

  it('come in every kind, without difficulty', () => {
    for (const kind of BENIGN_KINDS) expect(staged(kind).length).toBeGreaterThanOrEqual(3);
    for (const label of stream.labels) expect([label.type, label.difficulty]).toEqual(['BENIGN', null]);
  });

  it.each(['EXECUTED', 'REPEG'] as const)('%s: the order is eaten by trades, which go through it', (kind) => {
    for (const { label, rows, last, figures } of staged(kind)) {
      const side = label.side as BookSide;
      const price = (label.params.prices as number[]).at(-1) ?? NaN;
      const eaten = rows.flatMap(({ trades }) => trades).filter((trade) => trade.price === price);
      const size = eaten.reduce((sum, trade) => sum + trade.size, 0);
      expect(size).toBeGreaterThanOrEqual(figures.size * 0.999);
      expect(eaten.length).toBeGreaterThanOrEqual(3);
      const best = last.prices(side)[0];
      expect(side === 'bid' ? best < price : best > price).toBe(true);
    }
  });

  it('REPEG: one size is shown at each new price, never more than two ticks off', () => {
    for (const { label, rows, figures } of staged('REPEG')) {
      const side = label.side as BookSide;
      const prices = label.params.prices as number[];
      const tick = demoSymbols(3).find(({ symbol }) => symbol === label.symbol)?.tickSize ?? NaN;
      expect(prices.length).toBeGreaterThanOrEqual(3);
      for (const [quote, price] of prices.entries()) {
        expect(rows.some((row) => row.volumeAt(side, price) >= figures.size)).toBe(true);
        if (quote > 0) expect(Math.abs(price - prices[quote - 1])).toBeLessThan(2.5 * tick);
      }
    }
  });

  it('MARKET_WIDE_PULL: both sides thin out, but in no second by a third', () => {
    for (const { label, rows, before, figures } of staged('MARKET_WIDE_PULL')) {
      for (const side of ['bid', 'ask'] as const) {
        const lowest = Math.min(...rows.map((row) => row.depth(side)));
        expect(1 - lowest / before.depth(side)).toBeGreaterThan(0.3);
        for (const row of rows) {
          const secondBefore = rows.filter(
            ({ tsMicros }) => tsMicros > row.tsMicros - MICROS_PER_SECOND && tsMicros <= row.tsMicros,
          );
          const highest = Math.max(...secondBefore.map((earlier) => earlier.depth(side)));
          expect(1 - row.depth(side) / highest).toBeLessThan(0.34);
        }
      }
      expect(figures.fall_s).toBeGreaterThan(2);
      expect(label.side).toBe('both');
    }
  });

  it('DEEP_QUOTE: stays two minutes and is never taken away at a stroke', () => {
    for (const { label, rows, figures } of staged('DEEP_QUOTE')) {
      const side = label.side as BookSide;
      const held = (rows.at(-1)?.tsMicros ?? 0) - rows[0].tsMicros;
      expect(held).toBeGreaterThanOrEqual(120 * MICROS_PER_SECOND);
      for (const [index, row] of rows.slice(1).entries()) {
        const inView =
          row.prices(side).includes(figures.price) && rows[index].prices(side).includes(figures.price);
        const lost = rows[index].volumeAt(side, figures.price) - row.volumeAt(side, figures.price);
        const traded = row.trades.some((trade) => trade.price === figures.price);
        if (inView && !traded) expect(lost).toBeLessThan(0.8 * figures.size);
      }
    }
  });

  it('SCROLL_OFF: the order is in view whole until the touch has left it', () => {
    for (const { label, rows, figures } of staged('SCROLL_OFF')) {
      const side = label.side as BookSide;
      const shown = rows.filter((row) => row.prices(side).includes(figures.price));
      expect(shown.length).toBeGreaterThan(0);
      for (const row of shown) expect(row.volumeAt(side, figures.price)).toBeGreaterThanOrEqual(figures.size);
      const last = rows[rows.length - 1];
      expect(last.prices(side)).toHaveLength(LEVELS);
      expect(last.prices(side)).not.toContain(figures.price);
      const touch = rows.map((row) => row.prices(side)[0]);
      const nearest = side === 'bid' ? Math.min(...touch) : Math.max(...touch);
      expect(Math.abs(last.prices(side)[0] - figures.price)).toBeGreaterThan(
        Math.abs(nearest - figures.price),
      );
    }
  });

  it('NEWS_BURST: several times the usual rate, and a price that stays where it went', () => {
    for (const { label, rows, before, last, following, figures } of staged('NEWS_BURST')) {
      const sign = label.side === 'up' ? 1 : -1;
      const usual = 10 * (demoSymbols(3).find(({ symbol }) => symbol === label.symbol)?.activity ?? NaN);
      expect(rows.length / 2 / usual).toBeGreaterThan(3);
      expect(figures.times_usual_rate).toBeGreaterThanOrEqual(5);
      expect(sign * (last.mid - before.mid)).toBeGreaterThan(0);
      expect(sign * figures.move).toBeGreaterThan(0);
      const later = following.reduce((sum, row) => sum + row.mid, 0) / following.length;
      expect(sign * (later - before.mid)).toBeGreaterThan(0.3 * sign * figures.move);
    }
  });
});
