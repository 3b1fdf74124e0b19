import { seededRandom } from '@genesis/market';
import { microsAt, secondsAt } from '../../testing/row-view.js';
import { QuoteTrack } from './quote-track.js';

const SECOND = 1_000_000;

/** Best quotes a second apart, in ticks of 1; without an ask it stands 2 above the bid. */
function tracked(...quotes: [bid: number, ask?: number][]): QuoteTrack {
  const track = new QuoteTrack(SECOND / 10);
  quotes.forEach(([bid, ask = bid + 2], i) => track.note(bid, ask, microsAt(i), i + 1));
  return track;
}

describe('QuoteTrack', () => {
  it('notes quotes at its grain', () => {
    const track = tracked([100]);
    expect(track.note(200, 202, microsAt(0.09), 2)).toBe(false);
    expect(track.note(200, 202, microsAt(0.1), 3)).toBe(true);
    expect(track.noted).toBe(2);
  });

  it('knows the relative move of the mid over so many notes', () => {
    const track = tracked([99], [109], [119]);
    expect(track.move(1)).toBeCloseTo(120 / 110 - 1, 12);
    expect(track.move(2)).toBeCloseTo(0.2, 12);
    expect(track.move(3)).toBe(Infinity);
  });

  it('finds a run up and how much of it came back', () => {
    const run = tracked([100], [104], [110], [107], [103]).run(1, 3 * SECOND, 5 * SECOND);
    expect(run).toMatchObject({ direction: 1, size: 10, retraced: 0.7, startSequence: 1 });
    expect([secondsAt(run?.startMicros ?? NaN), secondsAt(run?.turnMicros ?? NaN)]).toEqual([0, 2]);
  });

  it('finds a run down as its mirror image', () => {
    const run = tracked([100], [96], [90], [93], [97]).run(-1, 3 * SECOND, 5 * SECOND);
    expect(run).toMatchObject({ direction: -1, size: 10, retraced: 0.7, startSequence: 1 });
  });

  it('measures both by the quote that moved less: one quote alone runs nowhere', () => {
    expect(tracked([100, 102], [100, 112], [100, 102]).run(1, 3 * SECOND, 5 * SECOND)).toBeNull();
    const run = tracked([100, 102], [106, 112], [101, 111]).run(1, 3 * SECOND, 5 * SECOND);
    expect(run).toMatchObject({ size: 6, retraced: 1 / 6 });
  });

  it('counts from the last time that the quotes stood furthest', () => {
    const run = tracked([100], [100], [110], [110], [105]).run(1, 3 * SECOND, 5 * SECOND);
    expect([run?.startSequence, secondsAt(run?.turnMicros ?? NaN)]).toEqual([2, 3]);
  });

  it('knows when the quotes first stood where they turned', () => {
    const run = tracked([100], [104], [110], [108], [110], [105]).run(1, 5 * SECOND, 5 * SECOND);
    expect([secondsAt(run?.reachedMicros ?? NaN), secondsAt(run?.turnMicros ?? NaN)]).toEqual([2, 4]);
  });

  it('is not misled by rounding where quotes of many digits stand still', () => {
    const still = Array.from({ length: 20 }, (): [number, number] => [100, 100.02]);
    const run = tracked(...still, [100.1, 100.12]).run(1, 10 * SECOND, 5 * SECOND);
    expect(run?.startSequence).toBe(20);
  });

  it('bounds the time of the run and of the way back', () => {
    const track = tracked([100], [103], [106], [109], [104]);
    expect(track.run(1, 2 * SECOND, 5 * SECOND)?.size).toBe(6);
    expect(track.run(1, 3 * SECOND, 1 * SECOND)?.size).toBe(9);
    // Back within 0.9 s there is only the last quote, and a run of 1 up to it.
    expect(track.run(1, 3 * SECOND, 0.9 * SECOND)).toMatchObject({ size: 1, startSequence: 2 });
  });

  it('finds nothing in a market that stands still', () => {
    expect(tracked([100], [100], [100]).run(1, 3 * SECOND, 5 * SECOND)).toBeNull();
    expect(tracked([100]).run(-1, 3 * SECOND, 5 * SECOND)).toBeNull();
  });

  it('looks back over 128 notes at most', () => {
    const rising = Array.from({ length: 300 }, (_, i): [number] => [i]);
    expect(tracked(...rising).run(1, 1_000 * SECOND, 1_000 * SECOND)?.size).toBe(127);
  });

  it('forgets all quotes once cleared', () => {
    const track = tracked([100], [110], [104]);
    track.clear();
    expect(track.noted).toBe(0);
    expect(track.note(104, 106, microsAt(2), 4)).toBe(true);
    expect(track.run(1, 3 * SECOND, 5 * SECOND)).toBeNull();
  });

  it('passes over no run of the size that counts', () => {
    const random = seededRandom(13);
    for (let walk = 0; walk < 200; walk++) {
      let bid = 100;
      const track = tracked(
        ...Array.from({ length: 12 }, (): [number] => [(bid += Math.round(6 * random() - 3))]),
      );
      const any = track.run(1, 5 * SECOND, 5 * SECOND, 0.5);
      const large = track.run(1, 5 * SECOND, 5 * SECOND, 0.5, 4);
      if (any !== null && any.size >= 4) expect(large).toEqual(any);
      else expect(large === null || any !== null).toBe(true);
    }
  });
});
