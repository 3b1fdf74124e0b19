import { Injectable } from '@nestjs/common';

/** The clock and the chance of the running process; injected, so that tests bring their own. */
@Injectable()
export class Runtime {
  /** Monotonic milliseconds. */
  nowMs(): number {
    return performance.now();
  }

  /** Uniform in [0, 1). */
  random(): number {
    return Math.random();
  }
}
