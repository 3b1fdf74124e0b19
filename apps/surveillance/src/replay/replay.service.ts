import { type ReplayState } from '@genesis/contracts';
import { Injectable } from '@nestjs/common';

/** Plays the source in use at the pace of its event time. Every command answers with the state it led to. */
@Injectable()
export class ReplayService {
  state(): ReplayState {
    throw new Error('no source is open yet');
  }

  pause(): ReplayState {
    return this.state();
  }

  resume(): ReplayState {
    return this.state();
  }

  /** @throws BadRequestException when out of REPLAY_SPEED_MIN … REPLAY_SPEED_MAX */
  setSpeed(_speed: number): ReplayState {
    return this.state();
  }

  /** @throws BadRequestException when the time is not within the data */
  seek(_timestamp: number): Promise<ReplayState> {
    return Promise.resolve(this.state());
  }

  /** Delivers the next `count` snapshots. @throws ConflictException unless paused */
  step(_count: number): Promise<ReplayState> {
    return Promise.resolve(this.state());
  }
}
