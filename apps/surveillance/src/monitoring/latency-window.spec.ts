import { LatencyWindow } from './latency-window.js';

describe('LatencyWindow', () => {
  it('has nothing to say before the first value', () => {
    expect(new LatencyWindow(() => 0).summary()).toEqual({ averageMs: 0, p95Ms: 0, p99Ms: 0, samples: 0 });
  });

  it('gives average and nearest-rank percentiles', () => {
    const window = new LatencyWindow(() => 0);
    for (let ms = 100; ms >= 1; ms--) window.add(ms);
    expect(window.summary()).toEqual({ averageMs: 50.5, p95Ms: 95, p99Ms: 99, samples: 100 });
  });

  it('counts each of the snapshots that went out together', () => {
    const window = new LatencyWindow(() => 0);
    window.add(1, 98);
    window.add(50, 2);
    expect(window.summary()).toEqual({ averageMs: 1.98, p95Ms: 1, p99Ms: 50, samples: 100 });
  });

  it('forgets the oldest', () => {
    const window = new LatencyWindow(() => 0, 10);
    window.add(1000, 25);
    window.add(2, 10);
    expect(window.summary()).toEqual({ averageMs: 2, p95Ms: 2, p99Ms: 2, samples: 10 });
  });

  it('leaves out what is older than asked for', () => {
    let now = 0;
    const window = new LatencyWindow(() => now, 10);
    window.add(1000, 4);
    now = 60_000;
    window.add(2, 3);
    expect(window.summary(60_000)).toMatchObject({ samples: 7, p99Ms: 1000 });
    now = 60_001;
    expect(window.summary(60_000)).toEqual({ averageMs: 2, p95Ms: 2, p99Ms: 2, samples: 3 });
    expect(window.summary().samples).toBe(7);
    now = 200_000;
    expect(window.summary(60_000).samples).toBe(0);
  });
});
