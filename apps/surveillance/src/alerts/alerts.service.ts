import { type AlertManager } from '@genesis/alerts';
import { type AlertMessage, type AlertStatistics } from '@genesis/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { ALERT_MANAGER } from './alert-manager.provider.js';

/** Questions about the alerts in memory. */
@Injectable()
export class AlertsService {
  constructor(@Inject(ALERT_MANAGER) private readonly manager: AlertManager) {}

  /** At most the last 1000, newest last. */
  history(): readonly AlertMessage[] {
    return this.manager.history();
  }

  find(id: string): AlertMessage | undefined {
    return this.manager.find(id);
  }

  stats(): AlertStatistics {
    return this.manager.statistics();
  }
}
