import { LimitQuery, SymbolQuery, TimeBoundQuery } from '../../http/query-fields.js';

export class LatestQuery {
  @SymbolQuery()
  symbol?: string;
}

export class SnapshotsQuery extends LatestQuery {
  @TimeBoundQuery('Not before this time (epoch seconds)')
  from?: number;

  @TimeBoundQuery('Not after this time (epoch seconds)')
  to?: number;

  @LimitQuery(1000, 100)
  limit = 100;
}
