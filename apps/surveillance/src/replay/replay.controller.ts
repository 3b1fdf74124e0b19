import { type ReplayState } from '@genesis/contracts';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ErrorBody } from '../http/error-body.dto.js';
import { ReplayStateDto } from './dto/replay-state.dto.js';
import { SeekDto } from './dto/seek.dto.js';
import { SpeedDto } from './dto/speed.dto.js';
import { StepDto } from './dto/step.dto.js';
import { ReplayService } from './replay.service.js';

/** The remote control. Every call answers with the state it led to. */
@ApiTags('replay')
@Controller()
export class ReplayController {
  constructor(private readonly replay: ReplayService) {}

  @Get('replay')
  @ApiOperation({ summary: 'What is being played, where it is, and why not something else' })
  @ApiOkResponse({ type: ReplayStateDto })
  state(): ReplayState {
    return this.replay.state();
  }

  @Post('pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hold the replay' })
  @ApiOkResponse({ type: ReplayStateDto })
  pause(): ReplayState {
    return this.replay.pause();
  }

  @Post('resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go on from where it was held' })
  @ApiOkResponse({ type: ReplayStateDto })
  resume(): ReplayState {
    return this.replay.resume();
  }

  @Post('speed')
  @HttpCode(200)
  @ApiOperation({ summary: 'Play faster or slower' })
  @ApiOkResponse({ type: ReplayStateDto })
  speed(@Body() { speed }: SpeedDto): ReplayState {
    return this.replay.setSpeed(speed);
  }

  @Post('replay/seek')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go to the first snapshot at or after a time' })
  @ApiOkResponse({ type: ReplayStateDto })
  @ApiConflictResponse({ type: ErrorBody, description: 'Another jump is under way, or nothing is open' })
  seek(@Body() { timestamp }: SeekDto): Promise<ReplayState> {
    return this.replay.seek(timestamp);
  }

  @Post('replay/step')
  @HttpCode(200)
  @ApiOperation({ summary: 'Show the next snapshots at once, while paused' })
  @ApiOkResponse({ type: ReplayStateDto })
  @ApiConflictResponse({
    type: ErrorBody,
    description: 'The replay is not paused, or another step is under way',
  })
  step(@Body() { count }: StepDto): Promise<ReplayState> {
    return this.replay.step(count);
  }
}
