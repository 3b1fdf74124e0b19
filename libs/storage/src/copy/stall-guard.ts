import { type PoolClient } from 'pg';
import { cutConnection } from '../cut-connection.js';
import { socketOf } from '../socket-of.js';

/**
 * Watches that something moves on a connection while the server's answer is awaited. A server that is frozen, or
 * behind a network that swallows everything, sends no error: `stallMs` after the last `touch` the connection is
 * cut and the statement under way fails.
 */
export class StallGuard {
  #timer: NodeJS.Timeout | null = null;

  constructor(
    readonly client: PoolClient,
    readonly stallMs: number,
  ) {}

  /** Begins to wait, or waits anew. */
  touch(): void {
    if (this.#timer !== null) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.cut(`no answer within ${this.stallMs} ms`), this.stallMs);
  }

  /** Guards several statements: whatever comes from the server, and goes to it, is a sign of life. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const socket = socketOf(this.client);
    const touch = (): void => this.touch();
    socket.on('data', touch).on('drain', touch);
    touch();
    try {
      return await work();
    } finally {
      socket.off('data', touch).off('drain', touch);
      this.stop();
    }
  }

  /** Nothing is awaited any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  cut(reason: string): void {
    this.stop();
    cutConnection(this.client, reason);
  }
}
