import { ApiProperty } from '@nestjs/swagger';
import { Allow } from 'class-validator';

export class SpeedDto {
  /** Checked against REPLAY_SPEED_MIN and REPLAY_SPEED_MAX by the service, which knows them. */
  @Allow()
  @ApiProperty({ type: Number, example: 2, description: 'Times real time; 0.1 to 10 unless set otherwise' })
  speed!: number;
}
