import { type ControllerState } from '@genesis/contracts';

/** For how long the stream has been silent though it plays. */
export class StreamWatch {
  #lastSignMs: number;
  #state: ControllerState = 'STARTING';

  /** @param nowMs monotonic milliseconds */
  constructor(private readonly nowMs: () => number) {
    this.#lastSignMs = nowMs();
  }

  /** Snapshots came, or the stream jumped: the silence is over. */
  sign(): void {
    this.#lastSignMs = this.nowMs();
  }

  /** Returns whether the state is another one than before. */
  enter(state: ControllerState): boolean {
    if (state === this.#state) return false;
    this.#state = state;
    // What was silent on purpose gets its full time from now on.
    this.sign();
    return true;
  }

  get silentSeconds(): number {
    return (this.nowMs() - this.#lastSignMs) / 1000;
  }
}
