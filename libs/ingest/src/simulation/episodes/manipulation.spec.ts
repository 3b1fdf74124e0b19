import { MICROS_PER_SECOND } from '@genesis/market';
import { type RecordedStream, recordStream } from '../../../../../test/support/simulated-stream.js';
import { type StagedEpisode, stagedEpisodes } from '../../../../../test/support/staged-episodes.js';
import { formatStamp } from '../../bytes/format-stamp.js';
import { DIFFICULTIES, EPISODE_TYPES, type EpisodeLabel, type EpisodeType } from '../episode-label.js';
import { DEFAULT_START_MICROS } from '../simulation-settings.js';
import { weightedImbalance } from '../weighted-imbalance.js';

type BookSide = 'bid' | 'ask';
type Figures = Record<string, number>;

const SIDES_OF: Readonly<Record<string, readonly BookSide[]>> = {
  bid: ['bid'],
  ask: ['ask'],
  both: ['bid', 'ask'],
};

describe('manipulative episodes', () => {
  let stream: RecordedStream;

  beforeAll(async () => {
    stream = await recordStream({
      seed: 2024,
      durationMicros: 25 * 60 * MICROS_PER_SECOND,
      episodeIntervalSeconds: 20,
      benign: false,
    });
  });

  const staged = (type: EpisodeType): StagedEpisode[] =>
    stagedEpisodes(stream, (label) => label.type === type);

  it('come in every type and difficulty', () => {
    for (const type of EPISODE_TYPES) {
      const difficulties = staged(type).map(({ label }) => label.difficulty);
      expect(difficulties.length).toBeGreaterThanOrEqual(9);
      expect(new Set(difficulties)).toEqual(new Set(DIFFICULTIES));
    }
  });

  it('are labelled with the rows and stamps of their symbol', () => {
    for (const label of stream.labels) {
      const rows = stream.rowsOf.get(label.symbol) ?? [];
      expect(label.start_ts).toBe(formatStamp(rows[label.rows[0]].tsMicros));
      expect(label.end_ts).toBe(formatStamp(rows[label.rows[1]].tsMicros));
      expect(rows[label.rows[0]].sequence).toBe(label.rows[0] + 1);
      expect(Object.keys(label)).toEqual(
        expect.arrayContaining(['id', 'type', 'side', 'start_ts', 'end_ts', 'difficulty', 'rows', 'params']),
      );
    }
    expect(new Set(stream.labels.map(({ id }) => id)).size).toBe(stream.labels.length);
  });

  it('begin after a minute and 400 rows, and keep 20 s apart', () => {
    for (const [symbol, rows] of stream.rowsOf) {
      const labels = stream.labels.filter((label) => label.symbol === symbol);
      const stamps = labels.map(({ rows: [first, last] }) => [rows[first].tsMicros, rows[last].tsMicros]);
      expect(stamps[0][0]).toBeGreaterThanOrEqual(DEFAULT_START_MICROS + 60 * MICROS_PER_SECOND);
      expect(labels[0].rows[0]).toBeGreaterThanOrEqual(400);
      for (const [index, [start]] of stamps.slice(1).entries()) {
        expect(start - stamps[index][1]).toBeGreaterThanOrEqual(20 * MICROS_PER_SECOND);
      }
    }
  });

  it.each(['SPOOFING', 'LAYERING'] as const)(
    '%s: large orders rest untouched and go within 300 ms',
    (type) => {
      for (const { label, rows, last } of staged(type)) {
        const side = label.side as BookSide;
        const orders = label.params.orders as [number, number][];
        const withdrawn = (label.params as Figures).withdrawn_ms;
        expect(withdrawn).toBeLessThanOrEqual(300);
        const began = last.tsMicros - withdrawn * 1000 - 100;
        const resting = rows.filter(({ tsMicros }) => tsMicros < began).at(-1);
        for (const [price, size] of orders) {
          const shown = resting?.volumeAt(side, price) ?? 0;
          expect(shown).toBeGreaterThanOrEqual(size);
          // The crowd may have come to the price or left it meanwhile.
          expect(shown - last.volumeAt(side, price)).toBeGreaterThan(0.7 * size);
          expect(rows.flatMap(({ trades }) => trades).filter((trade) => trade.price === price)).toEqual([]);
        }
      }
    },
  );

  it('SPOOFING: the wall is at least three times the usual level', () => {
    for (const { label, before } of staged('SPOOFING')) {
      const [, size] = (label.params.orders as [number, number][])[0];
      const usual = usualLevel(stream, label);
      expect(size / usual).toBeGreaterThan(2.5);
      expect((label.params as Figures).times_local_mean).toBeGreaterThanOrEqual(2.9);
      expect(before.prices('bid')).not.toContain(NaN);
    }
  });

  it('LAYERING: three orders or more on one side, and a fill on the other', () => {
    for (const { label, rows } of staged('LAYERING')) {
      expect((label.params.orders as unknown[]).length).toBeGreaterThanOrEqual(3);
      const [price, size] = label.params.other_side_fill as [number, number];
      const fills = rows.flatMap(({ trades }) => trades).filter((trade) => trade.price === price);
      const aggressor = label.side === 'bid' ? 1 : -1;
      expect(fills.some((trade) => trade.size === size && trade.aggressor === aggressor)).toBe(true);
    }
  });

  it('LIQUIDITY_GAP: the touch stays below what it naturally falls to, until it is filled again', () => {
    for (const { label, rows, before, last, figures } of staged('LIQUIDITY_GAP')) {
      for (const side of SIDES_OF[label.side]) {
        for (const row of rows.slice(0, -1)) {
          expect(row.volumes(side)[0]).toBeLessThanOrEqual(figures.l1_at_most);
          expect(row.prices(side)[0]).toBe(before.prices(side)[0]);
        }
        expect(figures.l1_at_most).toBeLessThan(figures.natural_1pct_of_l1);
        expect(figures.share_of_local_mean).toBeLessThan(0.03);
        expect(last.volumes(side)[0]).toBeGreaterThan(figures.l1_at_most);
      }
    }
  });

  it('DEPTH_SHOCK: a third and more of a side goes within 250 ms, unevenly, and comes back', () => {
    for (const { label, rows, before, last } of staged('DEPTH_SHOCK')) {
      const drops = label.params.drop as Figures;
      for (const side of SIDES_OF[label.side]) {
        const fall = rows.filter(({ tsMicros }) => tsMicros <= rows[0].tsMicros + 250_000);
        const lowest = Math.min(...fall.map((row) => row.depth(side)));
        expect(drops[side]).toBeGreaterThan(0.34);
        expect(1 - lowest / before.depth(side)).toBeCloseTo(drops[side], 3);
        expect(last.depth(side)).toBeGreaterThan(lowest);
        const factors = before.prices(side).map((price, i) => {
          return rows[0].volumeAt(side, price) / before.volumes(side)[i];
        });
        expect(factors.filter((factor) => factor === 1).length).toBeGreaterThanOrEqual(1);
        expect(new Set(factors.map((factor) => factor.toFixed(3))).size).toBeGreaterThan(4);
      }
    }
  });

  it('HEAVY_IMBALANCE: held beyond the natural 99 % level, towards the side named', () => {
    for (const { label, rows, figures } of staged('HEAVY_IMBALANCE')) {
      const held = rows.filter(
        ({ tsMicros }) => tsMicros < rows[0].tsMicros + figures.sustained_s * MICROS_PER_SECOND - 1000,
      );
      const sign = label.side === 'bid' ? 1 : -1;
      expect(figures.sustained_s).toBeGreaterThanOrEqual(3.6);
      expect(weightedImbalance(held[0].values)).toBeCloseTo(figures.held_weighted_obi5, 4);
      for (const row of held) {
        expect(sign * weightedImbalance(row.values)).toBeGreaterThan(figures.natural_99pct);
      }
    }
  });

  it('WIDE_SPREAD: more than a tenth of the mid until the last row', () => {
    for (const { rows, before, last, figures } of staged('WIDE_SPREAD')) {
      for (const row of rows.slice(0, -1)) expect(row.spread / row.mid).toBeGreaterThan(0.1);
      expect(rows[0].spread / rows[0].mid).toBeCloseTo(figures.spread_of_mid, 4);
      expect(before.spread / before.mid).toBeLessThan(0.01);
      expect(last.spread / last.mid).toBeLessThan(0.01);
    }
  });

  it('QUOTE_STUFFING: more updates than the feed ever shows, which come back to where they were', () => {
    for (const { label, rows, figures } of staged('QUOTE_STUFFING')) {
      const side = label.side as BookSide;
      const [front, back] = label.params.prices as number[];
      expect(rows.length).toBeGreaterThanOrEqual(figures.rows);
      expect(figures.times_feed_p99_rate).toBeGreaterThan(1.8);
      expect(rows.length / figures.seconds).toBeGreaterThan(35);
      const flips = rows.slice(1).filter((row, index) => {
        const earlier = rows[index];
        const moved = row.volumeAt(side, front) - earlier.volumeAt(side, front);
        return Math.abs(moved) > 0 && Math.abs(row.volumeAt(side, back) - earlier.volumeAt(side, back)) > 0;
      });
      expect(flips.length).toBeGreaterThan(0.9 * (figures.rows - 2));
      expect(rows.flatMap(({ trades }) => trades).length).toBeLessThan(0.1 * rows.length + 5);
    }
  });

  it('MOMENTUM_IGNITION: both best quotes run and most of the run is taken back, by trades', () => {
    for (const { label, rows, before, last, figures } of staged('MOMENTUM_IGNITION')) {
      const sign = label.side === 'up' ? 1 : -1;
      const run = Math.max(...rows.map(({ mid }) => sign * (mid - before.mid)));
      expect(run).toBeGreaterThan(0.9 * figures.move);
      expect(figures.sigmas).toBeGreaterThan(6);
      for (const side of ['bid', 'ask'] as const) {
        const reach = rows.map((row) => sign * (row.prices(side)[0] - before.prices(side)[0]));
        expect(Math.max(...reach)).toBeGreaterThan(0.6 * figures.move);
      }
      expect(figures.retraced).toBeGreaterThan(0.6);
      expect(sign * (last.mid - before.mid)).toBeLessThan(0.5 * run);
      const aggressors = rows.flatMap(({ trades }) => trades.map(({ aggressor }) => sign * aggressor));
      expect(aggressors.slice(0, 3)).toContain(1);
      expect(aggressors.slice(-3)).toContain(-1);
    }
  });
});

/** Median of what all levels held in the 300 rows before an episode. */
function usualLevel(stream: RecordedStream, label: EpisodeLabel): number {
  const rows = (stream.rowsOf.get(label.symbol) ?? []).slice(label.rows[0] - 300, label.rows[0]);
  const volumes = rows.flatMap((row) => [...row.volumes('bid'), ...row.volumes('ask')]).sort((a, b) => a - b);
  return volumes[volumes.length >> 1];
}
