import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PRODUCT } from './product.js';

const LINKS = {
  docs: '/docs',
  openapi: '/docs-json',
  health: '/health',
  metrics: '/metrics',
  dashboard: '/metrics/dashboard',
  replay: '/replay',
  socket_io: '/socket.io',
  websocket: '/ws',
};

/** The front door. */
@ApiTags('service')
@Controller()
export class RootController {
  @Get()
  @ApiOperation({ summary: 'What this is, and where to go from here' })
  @ApiOkResponse({ schema: { example: { ...PRODUCT, links: LINKS } } })
  root(): {
    readonly name: string;
    readonly version: string;
    readonly links: Readonly<Record<string, string>>;
  } {
    return { name: PRODUCT.name, version: PRODUCT.version, links: LINKS };
  }
}
