import { type Server } from 'node:http';
import { type Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

const CHECK_EVERY_MS = 10;

/**
 * The TCP connections that left HTTP behind. The HTTP server waits for them when it closes, and a client that
 * does not answer the closing handshake would hold it up for half a minute.
 */
@Injectable()
export class UpgradedSockets implements OnModuleInit {
  readonly #open = new Set<Duplex>();

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    (this.host.httpAdapter.getHttpServer() as Server).on('upgrade', (_request, socket) => {
      this.#open.add(socket);
      socket.once('close', () => this.#open.delete(socket));
    });
  }

  /** Waits until all are closed, at most `graceMs`, then cuts off the rest. */
  async closed(graceMs: number): Promise<void> {
    const deadline = performance.now() + graceMs;
    while (this.#open.size > 0 && performance.now() < deadline) await setTimeout(CHECK_EVERY_MS);
    for (const socket of this.#open) socket.destroy();
  }
}
