import { StreamWatch } from './stream-watch.js';

describe('StreamWatch', () => {
  it('measures the silence since the last sign of life', () => {
    let now = 1000;
    const watch = new StreamWatch(() => now);
    now = 4000;
    expect(watch.silentSeconds).toBe(3);
    watch.sign();
    expect(watch.silentSeconds).toBe(0);
  });

  it('gives a stream that was paused its full time after it is resumed', () => {
    let now = 0;
    const watch = new StreamWatch(() => now);
    expect(watch.enter('PAUSED')).toBe(true);
    now = 60_000;
    expect(watch.enter('PLAYING')).toBe(true);
    expect(watch.silentSeconds).toBe(0);
    now = 61_000;
    expect(watch.enter('PLAYING')).toBe(false);
    expect(watch.silentSeconds).toBe(1);
  });
});
