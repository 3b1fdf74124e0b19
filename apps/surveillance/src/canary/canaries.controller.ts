import { type CanariesReport } from '@genesis/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CanariesService } from './canaries.service.js';
import { CANARIES_EXAMPLE } from './examples.js';

@ApiTags('detectors')
@Controller('canaries')
export class CanariesController {
  constructor(private readonly canaries: CanariesService) {}

  @Get()
  @ApiOperation({ summary: 'Whether each detector sees a known episode on a copy of the live book' })
  @ApiOkResponse({
    description: 'The newest canary of each detector of the profile in use',
    schema: { type: 'object', example: CANARIES_EXAMPLE },
  })
  report(): CanariesReport {
    return this.canaries.report();
  }
}
