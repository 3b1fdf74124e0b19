import { type SnapshotMessage } from '@genesis/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ErrorBody } from '../http/error-body.dto.js';
import { OlderSnapshots } from '../history/older-snapshots.service.js';
import { listOf } from '../http/list-of.js';
import { requireOrdered } from '../http/require-ordered.js';
import { LatestQuery, SnapshotsQuery } from './dto/snapshots-query.dto.js';
import { SNAPSHOT_EXAMPLE } from './examples.js';
import { InstrumentsService } from './instruments.service.js';
import { SnapshotStore } from './snapshot-store.js';

/** In seconds: the next stamp before another. */
const ONE_MICRO = 1e-6;

@ApiTags('snapshots')
@ApiNotFoundResponse({ type: ErrorBody, description: 'The symbol is not known; names those that are' })
@Controller('snapshots')
export class SnapshotsController {
  constructor(
    private readonly store: SnapshotStore,
    private readonly instruments: InstrumentsService,
    private readonly older: OlderSnapshots,
  ) {}

  @Get('latest')
  @ApiOperation({ summary: 'The latest snapshot of each instrument, or of one' })
  @ApiOkResponse(listOf(SNAPSHOT_EXAMPLE, 'One entry for each instrument that was shown'))
  latest(@Query() { symbol }: LatestQuery): SnapshotMessage[] {
    if (symbol !== undefined) this.instruments.requireKnown(symbol);
    const symbols = symbol === undefined ? this.store.symbols() : [symbol];
    return symbols.flatMap((each) => this.store.latest(each) ?? []);
  }

  @Get()
  @ApiOperation({ summary: 'Snapshots of one instrument or of all, oldest first' })
  @ApiServiceUnavailableResponse({
    type: ErrorBody,
    description: 'The range begins before what is in memory, and the database is away',
  })
  @ApiOkResponse(
    listOf(
      SNAPSHOT_EXAMPLE,
      'The newest `limit` snapshots that lie in the range: those in memory, and where `from` or `to` is given also ' +
        'older ones from the database',
    ),
  )
  async range(@Query() query: SnapshotsQuery): Promise<SnapshotMessage[]> {
    const { symbol, from, to, limit } = query;
    if (symbol !== undefined) this.instruments.requireKnown(symbol);
    requireOrdered(from, to);
    const shown = this.store.range(symbol ?? null, from ?? -Infinity, to ?? Infinity, limit);
    return shown.length === limit ? shown : [...(await this.#before(query, limit - shown.length)), ...shown];
  }

  /** Nothing where no range was asked for: then the newest in memory are meant, however few they are. */
  async #before({ symbol, from, to }: SnapshotsQuery, limit: number): Promise<SnapshotMessage[]> {
    if (!this.older.wanted || (from === undefined && to === undefined)) return [];
    const oldest = this.store.oldest(symbol ?? null);
    const end = Math.min(to ?? Infinity, oldest === undefined ? Infinity : oldest - ONE_MICRO);
    if (end === Infinity || end < (from ?? 0)) return [];
    return this.older.read({ symbol: symbol ?? null, from: from ?? 0, to: end, limit });
  }
}
