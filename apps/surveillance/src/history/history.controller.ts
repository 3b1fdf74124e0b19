import { type AlertCountMessage, type BarMessage } from '@genesis/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ErrorBody } from '../http/error-body.dto.js';
import { listOf } from '../http/list-of.js';
import { AlertCountsQuery } from './dto/alert-counts-query.dto.js';
import { BarsQuery } from './dto/bars-query.dto.js';
import { ALERT_COUNT_EXAMPLE, BAR_EXAMPLE } from './examples.js';
import { HistoryService } from './history.service.js';

@ApiTags('history')
@ApiServiceUnavailableResponse({ type: ErrorBody, description: 'The database is away, or there is none' })
@Controller('history')
export class HistoryController {
  constructor(private readonly history: HistoryService) {}

  @Get('bars')
  @ApiOperation({ summary: 'Mid, spread, imbalance and depth of an instrument by second or minute' })
  @ApiNotFoundResponse({ type: ErrorBody, description: 'The database has no rows of the symbol' })
  @ApiOkResponse(listOf(BAR_EXAMPLE, 'The newest `limit` bars in the range, oldest first'))
  bars(@Query() query: BarsQuery): Promise<BarMessage[]> {
    return this.history.bars(query);
  }

  @Get('alert-counts')
  @ApiOperation({ summary: 'How many alerts of each type were raised, by minute' })
  @ApiOkResponse(listOf(ALERT_COUNT_EXAMPLE, 'The newest `limit` counts in the range, oldest first'))
  alertCounts(@Query() query: AlertCountsQuery): Promise<AlertCountMessage[]> {
    return this.history.alertCounts(query);
  }
}
