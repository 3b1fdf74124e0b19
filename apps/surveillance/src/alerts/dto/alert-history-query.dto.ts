import { SEVERITIES, SIGNAL_TYPES, type Severity, type SignalType } from '@genesis/contracts';
import { LimitQuery, OneOfQuery, SymbolQuery, TimeBoundQuery } from '../../http/query-fields.js';

export class AlertHistoryQuery {
  @LimitQuery(1000, 100)
  limit = 100;

  @SymbolQuery()
  symbol?: string;

  @OneOfQuery(SIGNAL_TYPES, { type: String, example: 'SPOOFING', description: 'Only this type' })
  type?: SignalType;

  @OneOfQuery(SEVERITIES, { type: String, example: 'HIGH', description: 'Only this severity' })
  severity?: Severity;

  @TimeBoundQuery('Not before this time (epoch seconds)')
  from?: number;

  @TimeBoundQuery('Not after this time (epoch seconds)')
  to?: number;
}
