import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Figure } from './running/figure.js';

const BENCH = join(__dirname, '..', '..', 'scripts', 'bench.mjs');
/** The counting itself, and what is kept for a grid of event time, come to a few bytes; one object a row would be 16 at least. */
const MOST_BYTES_PER_ROW = 12;

describe('the way of a row through the calibrated engine', () => {
  it('allocates next to nothing', () => {
    const output = execFileSync(process.execPath, [BENCH, 'allocation', '--json'], { encoding: 'utf8' });
    const { unit, value } = JSON.parse(output) as Figure;
    expect(unit).toBe('B/row');
    expect(value).toBeLessThan(MOST_BYTES_PER_ROW);
  }, 600_000);
});
