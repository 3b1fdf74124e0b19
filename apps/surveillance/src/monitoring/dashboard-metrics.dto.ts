import {
  type ActiveMode,
  CONTROLLER_STATES,
  type ControllerState,
  type DashboardMetrics,
  MODES,
} from '@genesis/contracts';
import { ApiProperty } from '@nestjs/swagger';

export class DashboardMetricsDto implements DashboardMetrics {
  @ApiProperty({ example: 123.45, description: 'Seconds since the start.' })
  readonly uptime!: number;

  @ApiProperty({ example: 3712 })
  readonly total_snapshots!: number;

  @ApiProperty({ example: 30.1, description: 'Over the last ten seconds.' })
  readonly snapshots_per_second!: number;

  @ApiProperty({ example: 0.41, description: 'From due to sent to every client, last 10,000 snapshots.' })
  readonly avg_latency_ms!: number;

  @ApiProperty({ example: 1.02 })
  readonly p95_latency_ms!: number;

  @ApiProperty({ example: 2.35 })
  readonly p99_latency_ms!: number;

  @ApiProperty({ example: 4 })
  readonly total_errors!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    example: { row_rejected: 3, client_bad_request: 1 },
  })
  readonly error_breakdown!: Readonly<Record<string, number>>;

  @ApiProperty({ example: 12 })
  readonly active_connections!: number;

  @ApiProperty({ enum: CONTROLLER_STATES, example: 'PLAYING' })
  readonly controller_state!: ControllerState;

  @ApiProperty({ example: 1, description: 'Times real time.' })
  readonly replay_speed!: number;

  @ApiProperty({ enum: MODES.filter((mode) => mode !== 'AUTO'), example: 'SIMULATION' })
  readonly mode!: ActiveMode;

  @ApiProperty({ example: 7 })
  readonly total_alerts!: number;

  @ApiProperty({ example: 3 })
  readonly total_anomalies!: number;

  @ApiProperty({
    example: 0,
    description: 'Snapshots that slow clients were spared because a newer one came.',
  })
  readonly conflated_frames!: number;

  @ApiProperty({ example: 142_606_336 })
  readonly memory_rss_bytes!: number;
}
