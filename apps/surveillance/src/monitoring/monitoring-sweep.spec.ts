import { type DashboardMetrics, type HealthReport } from '@genesis/contracts';
import { Logger } from '@nestjs/common';
import { type SchedulerRegistry } from '@nestjs/schedule';
import { type SurveillanceBus } from '../bus/surveillance-bus.js';
import { type Settings } from '../config/settings.js';
import { type DashboardService } from './dashboard.service.js';
import { type EventLoopDelay } from './event-loop-delay.js';
import { ErrorLog } from './error-log.js';
import { type HealthService } from './health/health.service.js';
import { MonitoringSweep } from './monitoring-sweep.js';
import { type StreamStatistics } from './stream-statistics.js';

describe('MonitoringSweep', () => {
  const figures = { total_snapshots: 7 } as DashboardMetrics;
  const report = { status: 'healthy', issues: [] as string[] };
  const emit = jest.fn();
  const read = jest.fn(() => figures);
  const errors = new ErrorLog(() => 0);
  const log = jest.spyOn(Logger.prototype, 'log').mockReturnValue();
  const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
  const error = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
  const sweep = new MonitoringSweep(
    { metricsIntervalMs: 1000 } as Settings,
    {} as SchedulerRegistry,
    { emit } as unknown as SurveillanceBus,
    { read } as unknown as DashboardService,
    { report: () => report as unknown as HealthReport } as HealthService,
    { sample: jest.fn() } as unknown as EventLoopDelay,
    { errors } as unknown as StreamStatistics,
  );

  it('tells the figures', () => {
    sweep.run();
    expect(emit).toHaveBeenCalledWith('metrics', figures);
  });

  it('tells the log when the health changes, and only then', () => {
    Object.assign(report, { status: 'degraded', issues: ['ERROR_RATE: too many'] });
    sweep.run();
    sweep.run();
    expect(warn.mock.calls).toEqual([['degraded: ERROR_RATE: too many']]);
    Object.assign(report, { status: 'healthy', issues: [] });
    sweep.run();
    expect(log.mock.calls).toEqual([['healthy again']]);
  });

  it('counts its own failure and goes on', () => {
    read.mockImplementationOnce(() => {
      throw new Error('no figures');
    });
    sweep.run();
    expect(errors.totals().get('sweep_failed')).toBe(1);
    expect(error).toHaveBeenCalledWith('the periodic sweep failed', expect.stringContaining('no figures'));
    sweep.run();
    expect(errors.totals().get('sweep_failed')).toBe(1);
  });
});
