import { type AnomalyMessage } from '@genesis/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listOf } from '../http/list-of.js';
import { AnomalyLog } from './anomaly-log.js';
import { AnomaliesQuery } from './dto/anomalies-query.dto.js';
import { ANOMALY_EXAMPLE } from './examples.js';

@ApiTags('anomalies')
@Controller('anomalies')
export class AnomaliesController {
  constructor(private readonly log: AnomalyLog) {}

  @Get()
  @ApiOperation({ summary: 'What was wrong with the data, newest last' })
  @ApiOkResponse(listOf(ANOMALY_EXAMPLE, 'The newest `limit` of the last 1000 that pass the filters'))
  recent(@Query() { limit, symbol, level, code }: AnomaliesQuery): AnomalyMessage[] {
    return this.log.recent(limit, { symbol, level, code });
  }
}
