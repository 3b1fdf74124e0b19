import {
  CONTROLLER_STATES,
  MODES,
  type ActiveMode,
  type ControllerState,
  type Mode,
  type ReplayState,
} from '@genesis/contracts';
import { ApiProperty } from '@nestjs/swagger';

const ACTIVE_MODES = MODES.filter((mode) => mode !== 'AUTO');

/** Documents `ReplayState`. */
export class ReplayStateDto implements ReplayState {
  @ApiProperty({ enum: ACTIVE_MODES, example: 'CSV_REPLAY', description: 'The mode in use' })
  mode!: ActiveMode;

  @ApiProperty({ enum: MODES, example: 'AUTO', description: 'The setting MODE' })
  requested_mode!: Mode;

  @ApiProperty({ example: 'CSV AAPL_2012-06-21.csv.gz' })
  source!: string;

  @ApiProperty({ enum: CONTROLLER_STATES, example: 'PLAYING' })
  state!: ControllerState;

  @ApiProperty({ example: 1, description: 'Times real time' })
  speed!: number;

  @ApiProperty({ example: true, description: 'Whether it starts again at the end' })
  loop!: boolean;

  @ApiProperty({ example: 0 })
  loops_completed!: number;

  @ApiProperty({ type: [String], example: ['AAPL'] })
  symbols!: string[];

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 1340285412.5,
    description: 'Time of the last snapshot shown',
  })
  position!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 1340285412.75,
    description: 'Time of the next snapshot',
  })
  next_position!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 0.21, description: 'Seconds until it is shown' })
  next_due_in!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 1340285400.013,
    description: 'Beginning of the data',
  })
  from!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 1340289000,
    description: 'End of the data, if known',
  })
  to!: number | null;

  @ApiProperty({ example: 250, description: 'Shown since the start of the service' })
  snapshots!: number;

  @ApiProperty({ example: false, description: 'True while a mode that was asked for is not in use' })
  degraded!: boolean;

  @ApiProperty({
    type: [String],
    example: ['DB_REPLAY is not in use: the database holds no snapshots; bring some with genesis load FILE'],
  })
  notices!: string[];
}
