import { BAR_RESOLUTIONS, type BarResolution } from '@genesis/contracts';
import { LimitQuery, OneOfQuery, RequiredSymbolQuery, TimeBoundQuery } from '../../http/query-fields.js';

export class BarsQuery {
  @RequiredSymbolQuery()
  symbol!: string;

  @TimeBoundQuery('Bars that begin here or later (epoch seconds); by default so early that `limit` bars fit')
  from?: number;

  @TimeBoundQuery('Bars that begin here or earlier (epoch seconds); by default the end of the data')
  to?: number;

  @OneOfQuery(BAR_RESOLUTIONS, { default: '1m', description: 'Length of a bar' })
  resolution: BarResolution = '1m';

  @LimitQuery(10_000, 500)
  limit = 500;
}
