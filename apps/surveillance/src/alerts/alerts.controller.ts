import { type AlertRecord, type AlertStatistics } from '@genesis/contracts';
import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { type Response } from 'express';
import { ErrorBody } from '../http/error-body.dto.js';
import { listOf } from '../http/list-of.js';
import { requireOrdered } from '../http/require-ordered.js';
import { AlertHistoryService } from './alert-history.service.js';
import { AlertsService } from './alerts.service.js';
import { AlertHistoryQuery } from './dto/alert-history-query.dto.js';
import { ALERT_EXAMPLE, RECORD_EXAMPLE, STATISTICS_EXAMPLE } from './examples.js';
import { parseCursor } from './history-cursor.js';
import { unknown } from './lifecycle.service.js';

const PAGING_HEADERS = {
  'X-Next-Cursor': {
    description: 'Give it as `before` for the page before this one; missing where there is none',
    schema: { type: 'string' as const },
  },
  'X-Partial': {
    description: 'Why older alerts are missing: the database is away',
    schema: { type: 'string' as const },
  },
};

@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly pages: AlertHistoryService,
  ) {}

  @Get('history')
  @ApiOperation({ summary: 'Alerts, newest last; older pages by cursor' })
  @ApiOkResponse({
    ...listOf(
      RECORD_EXAMPLE,
      'The newest `limit` that pass the filters: of this run first, then of the database',
    ),
    headers: PAGING_HEADERS,
  })
  @ApiServiceUnavailableResponse({ type: ErrorBody, description: 'An older page, and the database is away' })
  async history(
    @Query() { limit, before, ...filter }: AlertHistoryQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AlertRecord[]> {
    requireOrdered(filter.from, filter.to);
    const page = await this.pages.page(limit, filter, before === undefined ? null : parseCursor(before));
    if (page.next !== null) response.setHeader('X-Next-Cursor', page.next);
    if (page.partial !== null) response.setHeader('X-Partial', page.partial);
    return page.alerts;
  }

  @Get('stats')
  @ApiOperation({ summary: 'How many alerts there were, and how many repeats stand behind them' })
  @ApiOkResponse({ schema: { type: 'object', example: STATISTICS_EXAMPLE } })
  stats(): AlertStatistics {
    return this.alerts.stats();
  }

  @Get(':id')
  @ApiOperation({ summary: 'One alert with its factors, its evidence, and how it stands' })
  @ApiParam({ name: 'id', example: ALERT_EXAMPLE.id })
  @ApiOkResponse({ schema: { type: 'object', example: RECORD_EXAMPLE } })
  @ApiNotFoundResponse({ type: ErrorBody, description: 'Neither in memory nor in the database' })
  @ApiServiceUnavailableResponse({ type: ErrorBody, description: 'Not in memory, and the database is away' })
  async one(@Param('id') id: string): Promise<AlertRecord> {
    const alert = await this.pages.find(id);
    if (alert !== undefined) return alert;
    throw new NotFoundException([unknown(id)]);
  }
}
