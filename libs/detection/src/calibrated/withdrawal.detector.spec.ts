import { BookTimeline } from '../../testing/book-timeline.js';
import { type QuietBook } from '../../testing/quiet-book.js';
import { secondsAt } from '../../testing/row-view.js';
import { watchCalibrated } from '../../testing/watch-calibrated.js';

type Change = (book: QuietBook) => void;

/** The withdrawals raised within 45 s for a script of changes at times; a quiet level holds some 220. */
function raised(...script: [seconds: number, change: Change][]): string[] {
  const timeline = new BookTimeline();
  for (const [seconds, change] of script) timeline.at(seconds, change);
  return watchCalibrated(timeline, 45).summary.filter((text) => /^(SPOOFING|LAYERING) /.test(text));
}

const place: Change = (book) => book.add('ask', 100.05, 900);
const withdraw: Change = (book) => book.remove('ask', 100.05, 900);

describe('a large order placed and withdrawn', () => {
  it('is SPOOFING of its side, once, at the time of its withdrawal', () => {
    expect(raised([30, place], [31.2, withdraw])).toEqual(['SPOOFING ask 31.2 (32.2)']);
    expect(
      raised([30, (book) => book.add('bid', 99.97, 900)], [31.2, (book) => book.remove('bid', 99.97, 900)]),
    ).toEqual(['SPOOFING bid 31.2 (32.2)']);
  });

  it('is raised 1 s later though no further row comes', () => {
    const script = new BookTimeline().at(30, place).at(31.2, withdraw);
    const watch = watchCalibrated(script, 31.2);
    for (const seconds of [31.5, 31.75, 32]) expect(watch.pass(seconds).detections).toEqual([]);
    expect(watch.pass(32.2).summary).toEqual(['SPOOFING ask 31.2 (32.2)']);
    expect(watch.detections[0].sequence).toBe(watch.signals.length);
    expect(watch.pass(33).pass(Infinity).detections).toHaveLength(1);
  });

  it('is raised as of its moment where the data end before it', () => {
    const watch = watchCalibrated(new BookTimeline().at(30, place).at(31.2, withdraw), 31.4);
    expect(watch.pass(Infinity).summary).toEqual(['SPOOFING ask 31.2 (32.2)']);
  });

  it('tells what it was: order, price, stretch', () => {
    const [detection] = watchCalibrated(new BookTimeline().at(30, place).at(31.2, withdraw), 33).detections;
    expect(detection.price).toBe(100.05);
    expect([secondsAt(detection.fromMicros), detection.fromSequence]).toEqual([30, 301]);
    const [volume, orders, rest] = detection.factors;
    expect([volume.name, orders.value, rest.value]).toEqual(['withdrawn_volume', 1, 1.2]);
    expect(volume.value).toBeGreaterThan(900 / 260);
    expect(volume.value).toBeLessThan(900 / 180);
  });

  it('switches the signal on at the row that confirms it, and only there', () => {
    const timeline = new BookTimeline({ quietSeconds: 0.13 }).at(30, place).at(31.2, withdraw);
    const { signals } = watchCalibrated(timeline, 45);
    expect(signals.filter((on) => on.includes('SPOOFING')).length).toBeLessThanOrEqual(1);
  });

  it('may go in a few updates within 0.35 s', () => {
    const part: Change = (book) => book.remove('ask', 100.05, 300);
    expect(raised([30, place], [31, part], [31.15, part], [31.3, part])).toEqual([
      'SPOOFING ask 31.3 (32.3)',
    ]);
  });

  it('may stand at two prices', () => {
    expect(
      raised(
        [30, (book) => book.add('ask', 100.05, 600).add('ask', 100.06, 700)],
        [31.2, (book) => book.remove('ask', 100.05, 600).remove('ask', 100.06, 700)],
      ),
    ).toEqual(['SPOOFING ask 31.2 (32.2)']);
  });

  it('may open a price inside the spread, where it has to be twice as large', () => {
    const inside = (quantity: number): string[] => {
      return raised(
        [30, (book) => book.add('ask', 100.01, quantity)],
        [31.2, (book) => book.remove('ask', 100.01, quantity)],
      );
    };
    expect(inside(900)).toEqual([]);
    expect(inside(1300)).toEqual(['SPOOFING ask 31.2 (32.2)']);
  });
});

describe('LAYERING', () => {
  const prices = [100.04, 100.05, 100.06, 100.07];
  const quantities = [610, 700, 800, 930];
  const build: Change = (book) => prices.forEach((price, i) => book.add('ask', price, quantities[i]));
  const pull: Change = (book) => prices.forEach((price, i) => book.remove('ask', price, quantities[i]));

  it('is orders at three prices or more of one side that come and go together', () => {
    expect(raised([30, build], [32, pull])).toEqual(['LAYERING ask 32 (33)']);
  });

  it('may be built within 2.5 s and pulled within 0.35 s; the last that goes completes it', () => {
    const steps = prices.map((price, i): [number, Change] => [
      30 + i * 0.8,
      (book) => book.add('ask', price, quantities[i]),
    ]);
    const pulls = prices.map((price, i): [number, Change] => [
      34 + i * 0.1,
      (book) => book.remove('ask', price, quantities[i]),
    ]);
    expect(raised(...steps, ...pulls)).toEqual(['LAYERING ask 34.3 (35)']);
  });

  it('is not where both sides are pulled alike', () => {
    const both: Change = (book) => {
      build(book);
      prices.forEach((_, i) => book.add('bid', 99.98 - i / 100, quantities[i] + 1));
    };
    const pullBoth: Change = (book) => {
      pull(book);
      prices.forEach((_, i) => book.remove('bid', 99.98 - i / 100, quantities[i] + 1));
    };
    expect(raised([30, both], [32, pullBoth])).toEqual([]);
  });
});

describe('what explains a withdrawal', () => {
  it('rested for less than a tenth of a second', () => {
    expect(raised([30, place], [30.09, withdraw])).toEqual([]);
  });

  it('was executed: the opposite best comes to its price', () => {
    const through: Change = (book) => book.move(5);
    expect(raised([30, place], [31.2, withdraw], [31.5, through])).toEqual([]);
    // It stood behind others: what comes there later had to get through them first.
    expect(raised([30, place], [31.2, withdraw], [31.6, through])).toEqual(['SPOOFING ask 31.2 (32.2)']);
  });

  it('was executed: trades at its price', () => {
    expect(raised([30, place], [31.2, (book) => withdraw(book.trade(100.05, 500))])).toEqual([]);
    expect(raised([30, place], [31.2, (book) => withdraw(book.trade(100.06, 500))])).toHaveLength(1);
  });

  it('was executed: eaten at the touch, update by update', () => {
    const eaten = [0, 1, 2, 3, 4, 5].map((i): [number, Change] => [
      31 + i / 20,
      (book) => book.remove('ask', 100.01, 150),
    ]);
    expect(raised([30, (book) => book.add('ask', 100.01, 900)], ...eaten)).toEqual([]);
  });

  it.each([100.03, 100.04, 100.05, 100.07])('was quoted again at %p half a second later', (price) => {
    expect(raised([30, place], [31.2, withdraw], [31.7, (book) => book.add('ask', price, 900)])).toEqual([]);
  });

  it.each([100.04, 100.07])('was quoted again at %p in the very row', (price) => {
    const replace: Change = (book) => book.remove('ask', 100.05, 900).add('ask', price, 900);
    expect(raised([30, place], [31.2, replace])).toEqual([]);
  });

  it('is not explained by the same quantity on the other side, or by another quantity', () => {
    expect(raised([30, place], [31.2, withdraw], [31.7, (book) => book.add('bid', 99.95, 900)])).toHaveLength(
      1,
    );
    expect(
      raised([30, place], [31.2, withdraw], [31.7, (book) => book.add('ask', 100.07, 500)]),
    ).toHaveLength(1);
  });

  it.each([1, -1])('followed the market: the touch moved by %p tick a moment before', (ticks) => {
    const moved: Change = (book) => book.move(ticks);
    expect(raised([30, place], [31.1, moved], [31.2, withdraw])).toEqual([]);
    expect(raised([30, place], [31, moved], [31.2, withdraw])).toEqual(['SPOOFING ask 31.2 (32.2)']);
  });

  it('does not follow the market where the touch moves all the time', () => {
    const restless: [number, Change][] = Array.from({ length: 600 }, (_, i) => [
      0.1 * i,
      (book) => book.move(i % 2 === 0 ? 1 : -1, 'ask'),
    ]);
    expect(raised(...restless, [40, place], [41.2, withdraw])).toEqual(['SPOOFING ask 41.2 (42.2)']);
  });

  it('was a quantity that this instrument shows all day', () => {
    const small: [number, Change][] = [
      [20, (book) => book.add('ask', 100.1, 900)],
      [20.05, (book) => book.remove('ask', 100.1, 900)],
    ];
    expect(raised(...small, [30, place], [31.2, withdraw])).toEqual([]);
  });

  it('left view because the touch moved away', () => {
    const far: Change = (book) => book.add('ask', 100.1, 900);
    const away: Change = (book) => book.move(-4);
    const back: Change = (book) => book.move(4);
    expect(raised([30, far], [31, away], [33, back])).toEqual([]);
    expect(raised([30, far], [31, away], [33, back], [34, (book) => book.remove('ask', 100.1, 900)])).toEqual(
      ['SPOOFING ask 34 (35)'],
    );
  });

  it.each([
    [31.2, 900],
    [31.5, 870],
    [30.9, 1000],
  ])('was pulled on both sides alike, the other side at %p s', (seconds, quantity) => {
    const other: [number, Change][] = [
      [30, (book) => book.add('bid', 99.97, quantity)],
      [seconds, (book) => book.remove('bid', 99.97, quantity)],
    ];
    expect(raised(...other, [30, place], [31.2, withdraw])).toEqual([]);
  });

  it('is not explained by a small order pulled on the other side', () => {
    const other: [number, Change][] = [
      [30, (book) => book.add('bid', 99.97, 400)],
      [31.2, (book) => book.remove('bid', 99.97, 400)],
    ];
    expect(raised(...other, [30, place], [31.2, withdraw])).toEqual(['SPOOFING ask 31.2 (32.2)']);
  });
});

describe('the status of a withdrawal detector', () => {
  it('is WARMING_UP for 300 snapshots and 20 s, then ACTIVE', () => {
    const young = watchCalibrated(new BookTimeline(), 29.9);
    expect(young.status('SPOOFING')).toEqual({
      state: 'WARMING_UP',
      reason: '299 of at least 300 snapshots and 20 s of data seen',
    });
    expect(watchCalibrated(new BookTimeline(), 30).status('LAYERING')?.state).toBe('ACTIVE');
  });
});

describe('a reset of the windows', () => {
  it('forgets orders and acts that wait', () => {
    const timeline = new BookTimeline().at(30, place).at(31.2, withdraw);
    const watch = watchCalibrated(timeline, 31.2);
    watch.detectors.resetWindows();
    expect(watch.pass(40).detections).toEqual([]);
  });
});
