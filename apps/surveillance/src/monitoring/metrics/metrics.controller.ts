import { type DashboardMetrics } from '@genesis/contracts';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Registry } from 'prom-client';
import { DashboardMetricsDto } from '../dashboard-metrics.dto.js';
import { DashboardService } from '../dashboard.service.js';
import { MetricRegistry } from '../reporting/metric-registry.js';

const EXAMPLE = [
  '# HELP genesis_snapshots_total Snapshots shown',
  '# TYPE genesis_snapshots_total counter',
  'genesis_snapshots_total{symbol="AAPL"} 3712',
].join('\n');

@ApiTags('metrics')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: MetricRegistry,
    private readonly dashboard: DashboardService,
  ) {}

  @Get()
  @Header('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
  @ApiOperation({ summary: 'Everything that is measured, for Prometheus' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string', example: EXAMPLE } })
  prometheus(): Promise<string> {
    return this.metrics.text();
  }

  @Get('dashboard')
  @ApiOperation({ summary: 'The figures of the dashboard; the room `metrics` gets the same' })
  @ApiOkResponse({ type: DashboardMetricsDto })
  figures(): DashboardMetrics {
    return this.dashboard.read();
  }
}
