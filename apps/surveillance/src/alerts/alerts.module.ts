import { Module } from '@nestjs/common';
import { PersistenceModule } from '../persistence/persistence.module.js';
import { Runtime } from '../replay/runtime.js';
import { AlertHistoryService } from './alert-history.service.js';
import { ALERT_MANAGER, alertManagerProvider } from './alert-manager.provider.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsService } from './alerts.service.js';
import { LifecycleController } from './lifecycle.controller.js';
import { LifecycleService } from './lifecycle.service.js';

/** Turns detections into alerts and answers questions about them. */
@Module({
  imports: [PersistenceModule],
  controllers: [AlertsController, LifecycleController],
  providers: [alertManagerProvider, AlertsService, AlertHistoryService, LifecycleService, Runtime],
  exports: [ALERT_MANAGER, AlertsService],
})
export class AlertsModule {}
