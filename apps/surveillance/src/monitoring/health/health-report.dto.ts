import { type ActiveMode, type HealthIssue, type HealthReport, MODES } from '@genesis/contracts';
import { ApiProperty } from '@nestjs/swagger';

const ISSUE = {
  code: 'SOURCE_FALLBACK',
  severity: 'degraded',
  message: 'SIMULATION stands in for the mode that is wanted; CSV_REPLAY is not in use: no such file',
} as const;

export class HealthIssueDto implements HealthIssue {
  @ApiProperty({ example: ISSUE.code, description: 'Stable name of what is wrong.' })
  readonly code!: string;

  @ApiProperty({ enum: ['degraded', 'unhealthy'], example: ISSUE.severity })
  readonly severity!: HealthIssue['severity'];

  @ApiProperty({ example: ISSUE.message })
  readonly message!: string;
}

export class HealthReportDto implements HealthReport {
  @ApiProperty({ enum: ['healthy', 'degraded', 'unhealthy'], example: 'degraded' })
  readonly status!: HealthReport['status'];

  @ApiProperty({ type: [String], example: [`${ISSUE.code}: ${ISSUE.message}`] })
  readonly issues!: readonly string[];

  @ApiProperty({ type: [HealthIssueDto] })
  readonly issue_details!: readonly HealthIssueDto[];

  @ApiProperty({ enum: MODES.filter((mode) => mode !== 'AUTO'), example: 'SIMULATION' })
  readonly mode!: ActiveMode;

  @ApiProperty({ example: 123.45, description: 'Seconds since the start.' })
  readonly uptime!: number;
}
