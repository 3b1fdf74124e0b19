/** Node cannot wait longer in one go than 2³¹ − 1 ms; whoever sleeps looks again after a minute. */
const LONGEST_SLEEP_MS = 60_000;

/** A sleep that can be ended early. One sleeper at a time. */
export class WakeTimer {
  #wake: (() => void) | null = null;

  /** Resolves after `ms` (at most a minute), or at the next `wake()`. Always lets other work of the process run. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const awake = (): void => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(awake, Math.min(Math.max(ms, 0), LONGEST_SLEEP_MS));
      this.#wake = awake;
    });
  }

  /** Lets other work of the process run, and takes no longer than that. */
  nextTurn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  wake(): void {
    this.#wake?.();
  }
}
