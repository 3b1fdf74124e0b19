import { type InstrumentReport } from '@genesis/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listOf } from '../http/list-of.js';
import { INSTRUMENT_EXAMPLE } from './examples.js';
import { InstrumentsService } from './instruments.service.js';

@ApiTags('instruments')
@Controller('instruments')
export class InstrumentsController {
  constructor(private readonly instruments: InstrumentsService) {}

  @Get()
  @ApiOperation({ summary: 'Every instrument and how it stands' })
  @ApiOkResponse(listOf(INSTRUMENT_EXAMPLE, 'Nulls where an instrument was not shown yet'))
  all(): InstrumentReport[] {
    return this.instruments.reports();
  }
}
