import { type HealthReport } from '@genesis/contracts';
import { Controller, Get, HttpStatus, Res, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheck, type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { type Response } from 'express';
import { HealthCheckFilter } from './health-check.filter.js';
import { HealthReportDto } from './health-report.dto.js';
import { HealthService } from './health.service.js';
import { LivenessIndicator } from './liveness.indicator.js';
import { ReadinessIndicator } from './readiness.indicator.js';

@ApiTags('health')
@Controller('health')
@UseFilters(HealthCheckFilter)
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly checks: HealthCheckService,
    private readonly liveness: LivenessIndicator,
    private readonly readiness: ReadinessIndicator,
  ) {}

  @Get()
  @ApiOperation({ summary: 'How the service is, and what is wrong' })
  @ApiOkResponse({ type: HealthReportDto, description: 'Healthy or degraded.' })
  @ApiServiceUnavailableResponse({ type: HealthReportDto, description: 'Unhealthy.' })
  report(@Res({ passthrough: true }) response: Response): HealthReport {
    const report = this.health.report();
    response.status(report.status === 'unhealthy' ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK);
    response.setHeader('Cache-Control', 'no-store');
    return report;
  }

  @Get('live')
  @HealthCheck()
  @ApiOperation({ summary: 'For Kubernetes: 503 when the process should be started anew' })
  live(): Promise<HealthCheckResult> {
    return this.checks.check([() => this.liveness.check()]);
  }

  @Get('ready')
  @HealthCheck()
  @ApiOperation({ summary: 'For Kubernetes: 503 while a part is not ready to do its work' })
  ready(): Promise<HealthCheckResult> {
    return this.checks.check(this.readiness.checks());
  }
}
