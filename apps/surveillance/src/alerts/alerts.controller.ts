import { type AlertMessage, type AlertStatistics } from '@genesis/contracts';
import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ErrorBody } from '../http/error-body.dto.js';
import { listOf } from '../http/list-of.js';
import { quoted } from '../http/quoted.js';
import { requireOrdered } from '../http/require-ordered.js';
import { AlertsService } from './alerts.service.js';
import { AlertHistoryQuery } from './dto/alert-history-query.dto.js';
import { ALERT_EXAMPLE, STATISTICS_EXAMPLE } from './examples.js';

@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertsService) {}

  @Get('history')
  @ApiOperation({ summary: 'Alerts, newest last' })
  @ApiOkResponse(listOf(ALERT_EXAMPLE, 'The newest `limit` of the last 1000 that pass the filters'))
  history(@Query() { limit, ...filter }: AlertHistoryQuery): AlertMessage[] {
    requireOrdered(filter.from, filter.to);
    return this.alerts.history(limit, filter);
  }

  @Get('stats')
  @ApiOperation({ summary: 'How many alerts there were, and how many repeats stand behind them' })
  @ApiOkResponse({ schema: { type: 'object', example: STATISTICS_EXAMPLE } })
  stats(): AlertStatistics {
    return this.alerts.stats();
  }

  @Get(':id')
  @ApiOperation({ summary: 'One alert with its factors and evidence' })
  @ApiParam({ name: 'id', example: ALERT_EXAMPLE.id })
  @ApiOkResponse({ schema: { type: 'object', example: ALERT_EXAMPLE } })
  @ApiNotFoundResponse({ type: ErrorBody, description: 'Not among the last 1000' })
  one(@Param('id') id: string): AlertMessage {
    const alert = this.alerts.find(id);
    if (alert !== undefined) return alert;
    throw new NotFoundException([
      `alert ${quoted(id)} is not among the last 1000; /alerts/history lists them`,
    ]);
  }
}
