import { seededRandom } from '@genesis/market';
import { Cadence } from './cadence.js';

/** After updates at these times, in seconds. */
function after(seconds: readonly number[]): Cadence {
  const cadence = new Cadence();
  for (const second of seconds) cadence.note(Math.round(second * 1e6));
  return cadence;
}

const everyTenth = Array.from({ length: 800 }, (_, row) => row / 10);

describe('Cadence', () => {
  it('is fixed where updates come at equal distances', () => {
    expect(after(everyTenth).fixed).toBe(true);
    expect(after(Array.from({ length: 80 }, (_, row) => 3 * row)).fixed).toBe(true);
  });

  it('is not known before sixty seconds were looked at', () => {
    expect(after(everyTenth.slice(0, 590)).fixed).toBe(false);
  });

  it('is not fixed where updates come when something happens', () => {
    const random = seededRandom(4);
    let at = 0;
    expect(after(everyTenth.map(() => (at += random() / 5))).fixed).toBe(false);
  });

  it('does not take a burst at equal distances for the rhythm of an irregular feed', () => {
    const random = seededRandom(4);
    let at = 0;
    const feed = Array.from(
      { length: 2000 },
      (_, row) => (at += row > 1000 && row < 1900 ? 0.001 : random() / 5),
    );
    expect(after(feed).fixed).toBe(false);
  });

  it('takes equal stamps for one update', () => {
    expect(after(everyTenth.flatMap((second) => [second, second])).fixed).toBe(true);
  });
});
