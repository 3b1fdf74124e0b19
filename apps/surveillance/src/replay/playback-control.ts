import { type PacingClock } from './pacing-clock.js';
import { type SourceTrack } from './source-track.js';
import { WakeTimer } from './wake-timer.js';

/** What takes the replay away from where it is. */
export type Interruption =
  | { readonly kind: 'stop' }
  | { readonly kind: 'takeover'; readonly track: SourceTrack }
  | {
      readonly kind: 'seek';
      readonly fromMicros: number;
      /** Told whether there is a row at or after the time, or why that cannot be said. */
      readonly settle: (outcome: boolean | Error) => void;
    };

interface Step {
  left: number;
  readonly done: () => void;
}

/**
 * What users and the failover ask of the running replay. Commands may come at any time; the player looks
 * here before each slice and is woken when something changed.
 */
export class PlaybackControl {
  readonly timer = new WakeTimer();
  #interruption: Interruption | null = null;
  #step: Step | null = null;

  constructor(readonly clock: PacingClock) {}

  get paused(): boolean {
    return this.clock.paused;
  }

  get interrupted(): boolean {
    return this.#interruption !== null;
  }

  get stopped(): boolean {
    return this.#interruption?.kind === 'stop';
  }

  get stepping(): boolean {
    return this.#step !== null;
  }

  get stepsLeft(): number {
    return this.#step?.left ?? 0;
  }

  pause(nowMs: number): void {
    this.clock.pause(nowMs);
    this.timer.wake();
  }

  resume(nowMs: number): void {
    this.clock.resume(nowMs);
    this.endStep();
    this.timer.wake();
  }

  setSpeed(speed: number, nowMs: number): void {
    this.clock.setSpeed(speed, nowMs);
    this.timer.wake();
  }

  /** Resolves when `count` rows were shown, or nothing more can be (end of the data, resume, seek). */
  step(count: number): Promise<void> {
    return new Promise((done) => {
      this.#step = { left: count, done };
      this.timer.wake();
    });
  }

  stepped(rows: number): void {
    if (this.#step === null) return;
    this.#step.left -= rows;
    if (this.#step.left === 0) this.endStep();
  }

  endStep(): void {
    this.#step?.done();
    this.#step = null;
  }

  /** False while another one waits to be obeyed; a stop goes before everything. */
  interrupt(interruption: Interruption): boolean {
    if (this.#interruption !== null && interruption.kind !== 'stop') return false;
    if (this.#interruption?.kind === 'seek') this.#interruption.settle(new Error('the service is stopping'));
    this.#interruption = interruption;
    this.endStep();
    this.timer.wake();
    return true;
  }

  /** A seek that waits was checked against data that are not in use any more: it is not made. */
  refuseSeek(reason: string): void {
    if (this.#interruption?.kind !== 'seek') return;
    this.#interruption.settle(new Error(reason));
    this.#interruption = null;
  }

  takeInterruption(): Interruption | null {
    const interruption = this.#interruption;
    // Who stops stays stopped.
    if (interruption?.kind !== 'stop') this.#interruption = null;
    return interruption;
  }

  /** Sleeps `ms`, or until something interrupts. */
  async rest(ms: number, nowMs: () => number): Promise<void> {
    const endMs = nowMs() + ms;
    while (!this.interrupted && nowMs() < endMs) await this.timer.sleep(endMs - nowMs());
  }
}
