import { type EvidenceReport } from '@genesis/contracts';
import { Controller, Get, Param } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ErrorBody } from '../http/error-body.dto.js';
import { AlertIdParam } from './dto/alert-id.param.js';
import { EvidenceService } from './evidence.service.js';
import { EVIDENCE_EXAMPLE } from './examples.js';

@ApiTags('alerts')
@Controller('alerts')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceService) {}

  @Get(':id/evidence')
  @ApiOperation({
    summary: 'What an alert was raised from: the rows of its window with features, and their hash',
    description:
      'Rows are shown as they came from the source. Validation and features know the rows of the window alone: ' +
      'the first one has no `ofi`, and what takes a longer memory (regime, signals) is left out.',
  })
  @ApiOkResponse({ schema: { type: 'object', example: EVIDENCE_EXAMPLE } })
  @ApiNotFoundResponse({ type: ErrorBody, description: 'No such alert, or none of its rows are kept' })
  @ApiServiceUnavailableResponse({ type: ErrorBody, description: 'Only the database could know; it is away' })
  report(@Param() { id }: AlertIdParam): Promise<EvidenceReport> {
    return this.evidence.report(id);
  }
}
