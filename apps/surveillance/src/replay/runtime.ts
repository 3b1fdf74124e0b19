import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

/** The clock and the chance of the running process; injected, so that tests bring their own. */
@Injectable()
export class Runtime {
  /** Monotonic milliseconds. */
  nowMs(): number {
    return performance.now();
  }

  /** Wall clock, milliseconds since the epoch. */
  epochMs(): number {
    return Date.now();
  }

  /** A name that nothing else has. */
  newId(): string {
    return randomUUID();
  }

  /** Uniform in [0, 1). */
  random(): number {
    return Math.random();
  }
}
