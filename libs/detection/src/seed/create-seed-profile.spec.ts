import { existsSync, readFileSync } from 'node:fs';
import { signalsInMask } from '@genesis/contracts';
import { bookRow, ladder } from '../../../../test/support/book-row.js';
import { ViewDriver } from '../../../../test/support/book-view.js';
import { createSeedProfile } from './create-seed-profile.js';

const HEAD = '../shared/data/l2/AAPL_2012-06-21.head500.csv';

describe('createSeedProfile', () => {
  it('has the six rules of the predecessor with their settings', () => {
    const profile = createSeedProfile();
    expect(profile.name).toBe('seed');
    expect(Object.fromEntries(profile.detectors.map(({ type, settings }) => [type, settings]))).toEqual({
      SPOOFING: {
        large_times_average: 2,
        small_times_average: 0.2,
        same_price: 0.001,
        average_alpha: 0.05,
        average_initial_volume: 10,
      },
      LAYERING: {
        levels_watched: 5,
        large_times_average: 2,
        min_large_levels: 3,
        max_lead: 2,
        score_per_level: 20,
        high_up_to_score: 70,
        average_alpha: 0.05,
        average_initial_volume: 10,
      },
      LIQUIDITY_GAP: { levels_watched: 5, min_volume: 0.5 },
      DEPTH_SHOCK: { max_drop: 0.3 },
      HEAVY_IMBALANCE: { max_imbalance: 0.5 },
      WIDE_SPREAD: { max_spread_of_mid: 0.1 },
    });
  });

  it('is active from the first row, raises at every row where a rule is true, and waits for nothing', () => {
    const detectors = createSeedProfile().create('AAPL');
    expect(detectors.statuses().map((entry) => entry.status.state)).toEqual(Array(6).fill('ACTIVE'));
    const driver = new ViewDriver('seed', detectors);
    const row = bookRow(ladder(100, -1, [9]), ladder(130, 1, [9]));
    for (let i = 0; i < 3; i++) {
      const { signal, detections } = driver.show(row);
      expect(signalsInMask(signal as number)).toEqual(['WIDE_SPREAD']);
      expect(detections.map((detection) => detection.type)).toEqual(['WIDE_SPREAD']);
    }
    const raised = jest.fn();
    detectors.advance(Infinity, raised);
    expect(raised).not.toHaveBeenCalled();
  });

  it('keeps instruments apart', () => {
    const profile = createSeedProfile();
    const [one, two] = [profile.create('A'), profile.create('B')].map(
      (watcher) => new ViewDriver('seed', watcher),
    );
    const large = bookRow(ladder(100, -1, [900, 9]), ladder(101, 1, [9]));
    for (let i = 0; i < 200; i++) one.show(large);
    const twoLayers = bookRow(ladder(100, -1, [30, 30, 30, 9]), ladder(101, 1, [9]));
    expect(signalsInMask(two.show(twoLayers).signal as number)).toContain('LAYERING');
    expect(signalsInMask(one.show(twoLayers).signal as number)).not.toContain('LAYERING');
  });

  it('updates its average before the rules look: 45 at the best bid lifts it to 11.35, so 21 is not large', () => {
    const driver = new ViewDriver('seed', createSeedProfile().create('A'));
    // Average 0.95·10 + 0.05·(45 + 29)/2 = 11.35; twice that is 22.7. With the old average, 20, three levels were large.
    const row = bookRow(ladder(100, -1, [45, 21, 21, 9]), ladder(101, 1, [29, 9]));
    expect(signalsInMask(driver.show(row).signal as number)).not.toContain('LAYERING');
  });

  it('forgets windows when asked', () => {
    const detectors = createSeedProfile().create('A');
    const driver = new ViewDriver('seed', detectors);
    driver.show(bookRow(ladder(100, -1, [100]), ladder(101, 1, [100])));
    detectors.resetWindows();
    driver.forget();
    expect(driver.show(bookRow(ladder(100, -1, [9]), ladder(101, 1, [9]))).signal).toBe(0);
  });
});

const onRealData = existsSync(HEAD) ? describe : describe.skip;

onRealData('on the first 500 rows of AAPL 2012-06-21', () => {
  it('agrees row by row with the rules written plainly', () => {
    const driver = new ViewDriver('seed', createSeedProfile().create('AAPL'));
    const lines = readFileSync(HEAD, 'utf8').trim().split('\n').slice(1);
    let average = 10;
    let before: number[] | null = null;
    for (const line of lines) {
      const cells = line.split(',').slice(0, 40).map(Number);
      average = 0.95 * average + (0.05 * (cells[10] + cells[30])) / 2;
      const { signal } = driver.show(rowOfCells(cells));
      expect(signalsInMask(signal as number)).toEqual(plainRules(cells, before, average));
      before = cells;
    }
    expect(lines).toHaveLength(500);
  });
});

function rowOfCells(cells: readonly number[]): Float64Array {
  const side = (from: number): [number, number][] =>
    Array.from({ length: 10 }, (_, level) => [cells[from + level], cells[from + 10 + level]]);
  return bookRow(side(0), side(20));
}

/** The `seed` column of the signals table, on the 40 numbers of a row in the documented order. */
function plainRules(cells: number[], before: number[] | null, average: number): string[] {
  const side = (from: number, levels: number): number[] => cells.slice(from, from + levels);
  const sum = (values: number[]): number => values.reduce((a, b) => a + b);
  const weighted = (values: number[]): number => sum(values.map((value, i) => value * Math.exp(-0.5 * i)));
  const large = (from: number): number => side(from, 5).filter((volume) => volume > 2 * average).length;
  const spoofed = (price: number, volume: number): boolean =>
    before !== null &&
    before[volume] > 2 * average &&
    cells[volume] < 0.2 * average &&
    Math.abs(before[price] - cells[price]) < 0.001;
  const shocked = (from: number): boolean =>
    before !== null && sum(side(from, 10)) < 0.7 * sum(before.slice(from, from + 10));
  const [wb, wa] = [weighted(side(10, 5)), weighted(side(30, 5))];
  const [lb, la] = [large(10), large(30)];
  const rules: [string, boolean][] = [
    ['SPOOFING', spoofed(0, 10) || spoofed(20, 30)],
    ['LAYERING', (lb >= 3 && lb > la + 2) || (la >= 3 && la > lb + 2)],
    ['LIQUIDITY_GAP', Math.min(...side(10, 5), ...side(30, 5)) < 0.5],
    ['DEPTH_SHOCK', shocked(10) || shocked(30)],
    ['HEAVY_IMBALANCE', Math.abs((wb - wa) / (wb + wa)) > 0.5],
    ['WIDE_SPREAD', cells[20] - cells[0] > 0.1 * ((cells[20] + cells[0]) / 2)],
  ];
  return rules.filter(([, on]) => on).map(([type]) => type);
}
