import { type Server } from 'node:http';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ReplayService } from './replay.service.js';

/** Begins the replay once the service can be reached: nothing is shown to nobody, or before a port that is taken. */
@Injectable()
export class ReplayStarter implements OnApplicationBootstrap {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly replay: ReplayService,
  ) {}

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.once('listening', () => this.replay.start());
  }
}
