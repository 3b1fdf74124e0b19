import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createFeatureEngine, FEATURE_COUNT, REALISED_VOLATILITY, SPREAD } from '@genesis/analytics';
import { REGIMES } from '@genesis/contracts';
import { TradeColumns } from '@genesis/market';
import fc from 'fast-check';
import { bookRow } from '../../../test/support/book-row.js';
import { thresholdRegimeModel } from './threshold-regime-model.js';
import { type ThresholdRegimeSettings } from './threshold-regime-settings.js';

const second = (s: number): number => s * 1_000_000;

/** Shows a volatility and a spread at times in seconds; answers with names of regimes. */
function timeline(settings: Partial<ThresholdRegimeSettings> = {}) {
  const classifier = thresholdRegimeModel(settings).create('AAPL');
  const features = new Float64Array(FEATURE_COUNT);
  return {
    classifier,
    at(seconds: number, volatility: number, spread: number): string {
      features[REALISED_VOLATILITY] = volatility;
      features[SPREAD] = spread;
      return REGIMES[classifier.classify(features, 0, second(seconds))];
    },
    /** One row a second over [from, to); the answer at the last. */
    during(from: number, to: number, volatility: number, spread: number): string {
      let regime = '';
      for (let t = from; t < to; t++) regime = this.at(t, volatility, spread);
      return regime;
    },
  };
}

describe('thresholdRegimeModel', () => {
  it('is CALM at the cold start, however wild the first minute is', () => {
    const market = timeline();
    expect(market.during(0, 30, 1e-4, 0.01)).toBe('CALM');
    expect(market.during(30, 59, 1e-2, 1)).toBe('CALM');
  });

  it('is STRESSED at t in [304, 312] when volatility becomes four times the usual at t = 300, CALM again after it', () => {
    const market = timeline();
    expect(market.during(0, 300, 1e-4, 0.01)).toBe('CALM');
    // Recent mean: 1 + 3·(1 − e^(−t/10)) reaches 2 after 4.1 s, a little later against a usual that moves along.
    expect(market.during(300, 304, 4e-4, 0.01)).toBe('CALM');
    expect(market.during(304, 312, 4e-4, 0.01)).toBe('STRESSED');
    expect(market.during(312, 345, 1e-4, 0.01)).toBe('CALM');
  });

  it('is STRESSED by the spread alone, and by a spread while the volatility is unknown', () => {
    const market = timeline();
    market.during(0, 300, NaN, 0.01);
    expect(market.during(300, 320, NaN, 0.05)).toBe('STRESSED');
  });

  it('does not leave between exit and enter, and stays for the shortest time at least', () => {
    const settings = { recentTauSeconds: 0.1, usualTauSeconds: 100_000, minimumDwellSeconds: 10 };
    const market = timeline(settings);
    market.during(0, 300, 1e-4, 0.01);
    expect(market.at(300, 2.5e-4, 0.01)).toBe('STRESSED');
    expect(market.during(301, 310, 1e-4, 0.01)).toBe('STRESSED');
    // 1.8 times the usual is under the enter of 2 and over the exit of 1.6.
    expect(market.during(310, 330, 1.8e-4, 0.01)).toBe('STRESSED');
    expect(market.at(331, 1.5e-4, 0.01)).toBe('CALM');
    expect(market.during(332, 341, 9e-4, 0.01)).toBe('CALM');
    expect(market.at(341, 9e-4, 0.01)).toBe('STRESSED');
  });

  it('accepts a new normal in the end', () => {
    const market = timeline();
    market.during(0, 300, 1e-4, 0.01);
    expect(market.during(300, 320, 4e-4, 0.01)).toBe('STRESSED');
    expect(market.during(320, 1_500, 4e-4, 0.01)).toBe('CALM');
  });

  it('learns little from a long silence: one value after a night is not what is usual', () => {
    const market = timeline();
    market.during(0, 300, 1e-4, 0.01);
    market.at(60_000, 1e-4, 0.01);
    expect(market.during(60_001, 60_015, 4e-4, 0.01)).toBe('STRESSED');
  });

  it('is CALM again after a reset, with what it learnt', () => {
    const market = timeline();
    market.during(0, 300, 1e-4, 0.01);
    expect(market.during(300, 320, 8e-4, 0.01)).toBe('STRESSED');
    market.classifier.reset();
    expect(market.at(320, 8e-4, 0.01)).toBe('CALM');
    expect(market.at(321, 8e-4, 0.01)).toBe('STRESSED');
  });

  it('keeps instruments apart', () => {
    const model = thresholdRegimeModel();
    expect(model.name).toBe('threshold');
    expect(model.create('A')).not.toBe(model.create('B'));
  });

  it('never switches twice within the dwell time, whatever comes', () => {
    const row = fc.tuple(
      fc.double({ min: 0, max: 5, noNaN: true }),
      fc.double({ min: 0, max: 1e-2 }),
      fc.double({ min: 0, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 50, maxLength: 300 }), (rows) => {
        const market = timeline({ warmUpSeconds: 5, recentTauSeconds: 0.5 });
        let now = 0;
        let regime = 'CALM';
        let switchedAt = -Infinity;
        for (const [wait, volatility, spread] of rows) {
          now += wait;
          const next = market.at(now, volatility, spread);
          if (next !== regime) {
            expect(now - switchedAt).toBeGreaterThan(10 - 1e-5);
            switchedAt = now;
          }
          regime = next;
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it.each<[Partial<ThresholdRegimeSettings>, string]>([
    [{ volatilityRatio: 0.5 }, 'regime setting volatilityRatio is 0.5; allowed is 1 to 1000'],
    [{ spreadRatio: NaN }, 'regime setting spreadRatio is NaN; allowed is 1 to 1000'],
    [{ exitShare: 1.1 }, 'regime setting exitShare is 1.1; allowed is 0.01 to 1'],
    [{ minimumDwellSeconds: -1 }, 'regime setting minimumDwellSeconds is -1; allowed is 0 to 86400'],
    [{ recentTauSeconds: 0 }, 'regime setting recentTauSeconds is 0; allowed is 0.1 to 86400'],
    [{ usualTauSeconds: 0 }, 'regime setting usualTauSeconds is 0; allowed is 1 to 604800'],
    [{ warmUpSeconds: Infinity }, 'regime setting warmUpSeconds is Infinity; allowed is 0 to 86400'],
  ])('refuses %p', (settings, message) => {
    expect(() => thresholdRegimeModel(settings)).toThrow(new RangeError(message));
  });
});

const AAPL = '../shared/data/l2/AAPL_2012-06-21.csv.gz';
const onRealData = existsSync(AAPL) ? describe : describe.skip;

onRealData('on the first 25,000 rows of AAPL 2012-06-21', () => {
  it('switches less than twice a minute in both profiles', () => {
    const noTrades = new TradeColumns();
    const rows = gunzipSync(readFileSync(AAPL)).toString().trim().split('\n').slice(1, 25_001).map(rowOfLine);
    for (const profile of ['seed', 'calibrated'] as const) {
      const engine = createFeatureEngine(profile);
      const classifier = thresholdRegimeModel().create('AAPL');
      const features = new Float64Array(FEATURE_COUNT);
      let last = 0;
      let switches = 0;
      for (const row of rows) {
        engine.update(row, 0, noTrades, 0, 0, features, 0);
        const regime = classifier.classify(features, 0, row[0]);
        if (regime !== last) switches++;
        last = regime;
      }
      const minutes = (rows[rows.length - 1][0] - rows[0][0]) / 60e6;
      expect(minutes).toBeGreaterThan(10);
      expect(switches / minutes).toBeLessThan(2);
    }
  });
});

/** A line in the documented 41 columns; its stamp as microseconds since midnight. */
function rowOfLine(line: string): Float64Array {
  const cells = line.split(',');
  const [hours, minutes, seconds] = cells[40].slice(11).split(':').map(Number);
  const side = (from: number): [number, number][] =>
    Array.from({ length: 10 }, (_, level) => [Number(cells[from + level]), Number(cells[from + 10 + level])]);
  return bookRow(side(0), side(20), Math.round((hours * 3600 + minutes * 60 + seconds) * 1e6));
}
