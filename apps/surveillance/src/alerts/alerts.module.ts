import { Module } from '@nestjs/common';
import { ALERT_MANAGER, alertManagerProvider } from './alert-manager.provider.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsService } from './alerts.service.js';

/** Turns detections into alerts and answers questions about them. */
@Module({
  controllers: [AlertsController],
  providers: [alertManagerProvider, AlertsService],
  exports: [ALERT_MANAGER, AlertsService],
})
export class AlertsModule {}
