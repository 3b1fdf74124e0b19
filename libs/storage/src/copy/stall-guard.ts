import { type PoolClient } from 'pg';
import { cutConnection } from '../cut-connection.js';

/**
 * Watches that something moves on a connection. A server that is frozen, or behind a network that swallows
 * everything, sends no error: after `stallMs` without a `touch` the connection is cut and the statement under
 * way fails.
 */
export class StallGuard {
  readonly #timer: NodeJS.Timeout;

  constructor(
    readonly client: PoolClient,
    stallMs: number,
  ) {
    this.#timer = setTimeout(() => this.cut(`nothing came or went for ${stallMs} ms`), stallMs);
  }

  touch(): void {
    this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  cut(reason: string): void {
    this.stop();
    cutConnection(this.client, reason);
  }
}
