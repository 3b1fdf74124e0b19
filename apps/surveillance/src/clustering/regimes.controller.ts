import { type RegimeHistory, type RegimeReport } from '@genesis/contracts';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ErrorBody } from '../http/error-body.dto.js';
import { REGIME_HISTORY_EXAMPLE, REGIMES_EXAMPLE } from './examples.js';
import { RegimesService } from './regimes.service.js';

@ApiTags('regimes')
@Controller('regimes')
export class RegimesController {
  constructor(private readonly regimes: RegimesService) {}

  @Get()
  @ApiOperation({
    summary: 'How market regimes are told apart: models in real units, their quality, their training',
  })
  @ApiOkResponse({ schema: { type: 'object', example: REGIMES_EXAMPLE } })
  report(): RegimeReport {
    return this.regimes.report();
  }

  @Get(':symbol/history')
  @ApiOperation({ summary: 'The regimes of an instrument since the stream began or jumped, oldest first' })
  @ApiParam({ name: 'symbol', example: REGIME_HISTORY_EXAMPLE.symbol })
  @ApiOkResponse({ schema: { type: 'object', example: REGIME_HISTORY_EXAMPLE } })
  @ApiNotFoundResponse({ type: ErrorBody, description: 'The symbol was not shown; names those that were' })
  history(@Param('symbol') symbol: string): RegimeHistory {
    return this.regimes.history(symbol);
  }
}
