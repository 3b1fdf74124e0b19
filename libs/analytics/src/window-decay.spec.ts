import { WindowDecay } from './window-decay.js';

describe('WindowDecay', () => {
  it('decays with event time in the calibrated profile: e^(−Δt/10) and e^(−Δt/60)', () => {
    const decay = new WindowDecay('calibrated');
    decay.elapse(6);
    expect(decay.short).toBeCloseTo(Math.exp(-0.6), 12);
    expect(decay.long).toBeCloseTo(Math.exp(-0.1), 12);
  });

  it('leaves a calibrated window whole at equal stamps and empties it after a night', () => {
    const decay = new WindowDecay('calibrated');
    decay.elapse(0);
    expect([decay.short, decay.long]).toEqual([1, 1]);
    decay.elapse(60_000);
    expect([decay.short, decay.long]).toEqual([0, 0]);
  });

  it('is 0.95 for every snapshot of the seed profile', () => {
    const decay = new WindowDecay('seed');
    decay.elapse(100);
    expect([decay.short, decay.long]).toEqual([0.95, 0.95]);
  });
});
