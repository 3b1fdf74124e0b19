import { createAlertManager, type AlertManager } from '@genesis/alerts';
import { type FactoryProvider } from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';

/** The one `AlertManager` of the process. */
export const ALERT_MANAGER = Symbol('ALERT_MANAGER');

/** What the manager decides goes on the bus. */
export const alertManagerProvider: FactoryProvider<AlertManager> = {
  provide: ALERT_MANAGER,
  inject: [SurveillanceBus],
  useFactory: (bus: SurveillanceBus) =>
    createAlertManager({
      raised: (alert) => bus.emit('alert', alert),
      updated: (alert) => bus.emit('alert_updated', alert),
      settled: (alert) => bus.emit('alert_settled', alert),
    }),
};
