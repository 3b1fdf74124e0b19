import {
  type DetectorChangeMessage,
  type DetectorPreview,
  type TunableDetectorReport,
} from '@genesis/contracts';
import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { InstrumentsService } from '../analytics/instruments.service.js';
import { ErrorBody } from '../http/error-body.dto.js';
import { listOf } from '../http/list-of.js';
import { DetectionSettings } from './detection-settings.service.js';
import { DetectorReports } from './detector-reports.service.js';
import { ChangeSettingsDto, UNNAMED_ACTOR } from './dto/change-settings.dto.js';
import { PreviewDto } from './dto/preview.dto.js';
import { CHANGE_EXAMPLE, DETECTOR_EXAMPLE, PREVIEW_EXAMPLE } from './examples.js';
import { PreviewService } from './preview/preview.service.js';

const TYPE_PARAM = { name: 'type', example: DETECTOR_EXAMPLE.type };

@ApiTags('detectors')
@Controller('detectors')
export class DetectorsController {
  constructor(
    private readonly reports: DetectorReports,
    private readonly detection: DetectionSettings,
    private readonly instruments: InstrumentsService,
    private readonly previews: PreviewService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What is being looked for, by which rule, with which settings, and whether it is watching',
  })
  @ApiOkResponse(listOf(DETECTOR_EXAMPLE, 'One entry for each detector of the profile in use'))
  all(): TunableDetectorReport[] {
    return this.reports.all();
  }

  @Patch(':type')
  @ApiOperation({
    summary: 'Change settings of a detector, for all symbols or for one',
    description:
      'In force from the next batch on; what the detectors have learnt stays. Kept in the audit chain, so that it ' +
      'outlives a restart (not with DATABASE=off), and alerts name the configuration that they were judged by. ' +
      'A setting that several detectors share is changed for all of them.',
  })
  @ApiParam(TYPE_PARAM)
  @ApiOkResponse({ schema: { type: 'object', example: CHANGE_EXAMPLE } })
  @ApiNotFoundResponse({ type: ErrorBody, description: 'No such detector, or no such symbol' })
  @ApiServiceUnavailableResponse({ type: ErrorBody, description: 'Nothing can keep the change now' })
  async change(
    @Param('type') name: string,
    @Body() { symbol, settings, actor = UNNAMED_ACTOR }: ChangeSettingsDto,
  ): Promise<DetectorChangeMessage> {
    const { type } = this.reports.find(name);
    const onlyTakesBack = Object.values(settings).every((value) => value === null);
    // What was asked for a symbol that is gone can still be taken back.
    if (symbol !== undefined && !onlyTakesBack) this.instruments.requireKnown(symbol);
    const change = await this.detection.change({ type, symbol: symbol ?? null, settings, actor });
    return { ...change, detector: this.reports.find(type) };
  }

  @Post(':type/preview')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What other values of a setting would do: alerts an hour, recall, alerts gained and lost',
    description:
      'Tries each value on the newest rows of one instrument (or a window of stored ones), beginning cold, beside ' +
      'the stream and without touching it. Recall is measured on labelled episodes that are laid over the rows. ' +
      'One preview at a time.',
  })
  @ApiParam(TYPE_PARAM)
  @ApiOkResponse({ schema: { type: 'object', example: PREVIEW_EXAMPLE } })
  @ApiNotFoundResponse({ type: ErrorBody, description: 'No such detector, or no such symbol' })
  @ApiConflictResponse({
    type: ErrorBody,
    description: 'Another preview is at work, or there are too few rows',
  })
  @ApiServiceUnavailableResponse({
    type: ErrorBody,
    description: 'It took too long, or the database is away',
  })
  preview(@Param('type') name: string, @Body() request: PreviewDto): Promise<DetectorPreview> {
    return this.previews.preview(this.reports.find(name), request);
  }
}
