import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Figure } from './running/figure.js';

const BENCH = join(__dirname, '..', '..', 'scripts', 'bench.mjs');

/** What stays of a row: nothing. A few kilobytes of compiled code may come with the last of them. */
const MOST_KEPT = 3;
/**
 * No object is made for a row, but V8 boxes a double that a function returns unless it is inlined: some fifteen times 16
 * bytes, gone with the next collection of young objects. One list or object for each level would be over this.
 */
const MOST_ALLOCATED = 400;

describe('the way of a row that raises nothing through the calibrated engine, once it is warm', () => {
  const figures = new Map<string, Figure>();

  beforeAll(() => {
    const output = execFileSync(process.execPath, [BENCH, 'allocation', '--quick', '--json'], {
      encoding: 'utf8',
    });
    for (const line of output.trim().split('\n')) {
      const figure = JSON.parse(line) as Figure;
      figures.set(`${figure.metric} ${figure.unit}`, figure);
    }
  }, 600_000);

  it('leaves nothing behind', () => {
    expect(figures.get('kept B/row')?.value).toBeLessThan(MOST_KEPT);
  });

  it('allocates no more than boxed numbers', () => {
    expect(figures.get('allocated B/row')?.value).toBeLessThan(MOST_ALLOCATED);
  });
});
