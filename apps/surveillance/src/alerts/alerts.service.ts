import { type AlertMessage, type AlertStatistics, type Severity, type SignalType } from '@genesis/contracts';
import { type AlertManager } from '@genesis/alerts';
import { Inject, Injectable } from '@nestjs/common';
import { ALERT_MANAGER } from './alert-manager.provider.js';

export interface AlertFilter {
  readonly symbol?: string | undefined;
  readonly type?: SignalType | undefined;
  readonly severity?: Severity | undefined;
  /** Epoch seconds, both ends included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Questions about the alerts that were raised. */
@Injectable()
export class AlertsService {
  constructor(@Inject(ALERT_MANAGER) private readonly manager: AlertManager) {}

  /** The newest `limit` that pass the filter, newest last. */
  history(limit: number, filter: AlertFilter = {}): AlertMessage[] {
    return this.manager
      .history()
      .filter((alert) => passes(alert, filter))
      .slice(-limit);
  }

  find(id: string): AlertMessage | undefined {
    return this.manager.find(id);
  }

  stats(): AlertStatistics {
    return this.manager.statistics();
  }
}

function passes(alert: AlertMessage, { symbol, type, severity, from, to }: AlertFilter): boolean {
  return (
    (symbol === undefined || alert.symbol === symbol) &&
    (type === undefined || alert.type === type) &&
    (severity === undefined || alert.severity === severity) &&
    alert.timestamp >= (from ?? -Infinity) &&
    alert.timestamp <= (to ?? Infinity)
  );
}
