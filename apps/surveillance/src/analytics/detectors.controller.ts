import { type DetectorReport } from '@genesis/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listOf } from '../http/list-of.js';
import { AnalyticsService } from './analytics.service.js';
import { DETECTOR_EXAMPLE } from './examples.js';

@ApiTags('detectors')
@Controller('detectors')
export class DetectorsController {
  constructor(private readonly analytics: AnalyticsService) {}

  @Get()
  @ApiOperation({ summary: 'What is being looked for, by which rule, and whether it is watching' })
  @ApiOkResponse(listOf(DETECTOR_EXAMPLE, 'One entry for each detector of the profile in use'))
  all(): DetectorReport[] {
    return this.analytics.detectorReports();
  }
}
