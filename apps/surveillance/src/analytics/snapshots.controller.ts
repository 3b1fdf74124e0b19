import { type SnapshotMessage } from '@genesis/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ErrorBody } from '../http/error-body.dto.js';
import { listOf } from '../http/list-of.js';
import { requireOrdered } from '../http/require-ordered.js';
import { LatestQuery, SnapshotsQuery } from './dto/snapshots-query.dto.js';
import { SNAPSHOT_EXAMPLE } from './examples.js';
import { InstrumentsService } from './instruments.service.js';
import { SnapshotStore } from './snapshot-store.js';

@ApiTags('snapshots')
@ApiNotFoundResponse({ type: ErrorBody, description: 'The symbol is not known; names those that are' })
@Controller('snapshots')
export class SnapshotsController {
  constructor(
    private readonly store: SnapshotStore,
    private readonly instruments: InstrumentsService,
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
  @ApiOkResponse(listOf(SNAPSHOT_EXAMPLE, 'The newest `limit` snapshots in memory that lie in the range'))
  range(@Query() { symbol, from, to, limit }: SnapshotsQuery): SnapshotMessage[] {
    if (symbol !== undefined) this.instruments.requireKnown(symbol);
    requireOrdered(from, to);
    return this.store.range(symbol ?? null, from ?? -Infinity, to ?? Infinity, limit);
  }
}
