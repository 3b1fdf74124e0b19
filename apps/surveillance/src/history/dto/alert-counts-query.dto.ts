import { LimitQuery, SymbolQuery, TimeBoundQuery } from '../../http/query-fields.js';

export class AlertCountsQuery {
  @SymbolQuery()
  symbol?: string;

  @TimeBoundQuery('Minutes that begin here or later (epoch seconds)')
  from?: number;

  @TimeBoundQuery('Minutes that begin here or earlier (epoch seconds)')
  to?: number;

  @LimitQuery(10_000, 1_000)
  limit = 1_000;
}
