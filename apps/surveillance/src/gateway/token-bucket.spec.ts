import { TokenBucket } from './token-bucket.js';

describe('TokenBucket', () => {
  it('lets a burst through, then the rate', () => {
    let now = 0;
    const bucket = new TokenBucket(50, () => now);
    const passed = Array.from({ length: 60 }, () => bucket.take()).filter(Boolean).length;
    expect(passed).toBe(50);
    now = 19;
    expect(bucket.take()).toBe(false);
    now = 20;
    expect(bucket.take()).toBe(true);
    expect(bucket.take()).toBe(false);
  });

  it('does not save up more than one second', () => {
    let now = 0;
    const bucket = new TokenBucket(2, () => now);
    now = 60_000;
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false]);
  });
});
