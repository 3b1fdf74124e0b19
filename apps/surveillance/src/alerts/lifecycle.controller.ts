import { type AlertEventMessage, type AlertLifecycleMessage } from '@genesis/contracts';
import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ErrorBody } from '../http/error-body.dto.js';
import { listOf } from '../http/list-of.js';
import { AssignDto, CloseDto, NoteDto, LifecycleStepDto } from './dto/lifecycle.dto.js';
import { ALERT_EXAMPLE, EVENT_EXAMPLE, LIFECYCLE_EXAMPLE } from './examples.js';
import { LifecycleService } from './lifecycle.service.js';

/** What every step has in common. */
function Step(action: string, summary: string): MethodDecorator {
  return applyDecorators(
    Post(`:id/${action}`),
    HttpCode(200),
    ApiOperation({ summary }),
    ApiParam({ name: 'id', example: ALERT_EXAMPLE.id }),
    ApiOkResponse({
      description:
        'How the alert stands now, and what has the step: database, spool, or memory (DATABASE=off)',
      schema: { type: 'object', example: LIFECYCLE_EXAMPLE },
    }),
    ApiNotFoundResponse({ type: ErrorBody, description: 'No such alert' }),
    // A note is always possible.
    ...(action === 'notes'
      ? []
      : [ApiConflictResponse({ type: ErrorBody, description: 'Its status does not allow this' })]),
    ApiServiceUnavailableResponse({ type: ErrorBody, description: 'Nothing can keep the step now' }),
  );
}

/** What analysts do with an alert. Each call is kept for good before it is answered. */
@ApiTags('alerts')
@Controller('alerts')
export class LifecycleController {
  constructor(private readonly lifecycle: LifecycleService) {}

  @Step('acknowledge', 'Someone looks at it: NEW → ACKNOWLEDGED')
  acknowledge(
    @Param('id') id: string,
    @Body() { actor, note }: LifecycleStepDto,
  ): Promise<AlertLifecycleMessage> {
    return this.lifecycle.take(id, actor, { action: 'acknowledge', note: note ?? null });
  }

  @Step('escalate', 'Someone else has to look at it: NEW or ACKNOWLEDGED → ESCALATED')
  escalate(
    @Param('id') id: string,
    @Body() { actor, note }: LifecycleStepDto,
  ): Promise<AlertLifecycleMessage> {
    return this.lifecycle.take(id, actor, { action: 'escalate', note: note ?? null });
  }

  @Step('close', 'It is decided: any open status → CLOSED, for good')
  close(@Param('id') id: string, @Body() { actor, reason, note }: CloseDto): Promise<AlertLifecycleMessage> {
    return this.lifecycle.take(id, actor, { action: 'close', reason, note: note ?? null });
  }

  @Step('assign', 'Give it to someone, or take it away, while it is open')
  assign(
    @Param('id') id: string,
    @Body() { actor, assignee, note }: AssignDto,
  ): Promise<AlertLifecycleMessage> {
    return this.lifecycle.take(id, actor, { action: 'assign', assignee, note: note ?? null });
  }

  @Step('notes', 'Write something down about it, whatever its status')
  note(@Param('id') id: string, @Body() { actor, note }: NoteDto): Promise<AlertLifecycleMessage> {
    return this.lifecycle.take(id, actor, { action: 'notes', note });
  }

  @Get(':id/events')
  @ApiOperation({ summary: 'What happened to an alert, with its place in the audit chain; oldest first' })
  @ApiParam({ name: 'id', example: ALERT_EXAMPLE.id })
  @ApiOkResponse(listOf(EVENT_EXAMPLE, 'The newest 1000; with DATABASE=off the steps of analysts alone'))
  @ApiNotFoundResponse({ type: ErrorBody, description: 'No such alert' })
  @ApiServiceUnavailableResponse({ type: ErrorBody, description: 'The database is away' })
  events(@Param('id') id: string): Promise<AlertEventMessage[]> {
    return this.lifecycle.events(id);
  }
}
