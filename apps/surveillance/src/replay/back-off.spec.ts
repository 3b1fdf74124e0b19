import { backOffMs } from './back-off.js';

describe('backOffMs', () => {
  it('doubles from the base up to the longest wait', () => {
    const waits = [1, 2, 3, 4, 5, 60].map((attempt) => backOffMs(attempt, 200, 1500, 1));
    expect(waits).toEqual([200, 400, 800, 1500, 1500, 1500]);
  });

  it('waits between half of it and all of it, by chance', () => {
    expect(backOffMs(2, 200, 1500, 0)).toBe(200);
    expect(backOffMs(2, 200, 1500, 0.5)).toBe(300);
  });
});
