import { MICROS_PER_MILLISECOND } from '@genesis/market';

/**
 * Maps event time (microseconds) to a monotonic clock (milliseconds) through one anchor: event time
 * `anchor` was due at `anchorMs`, and time runs `speed` times as fast from there. Every due time is computed
 * from the anchor, never from the row before it, so that errors do not add up. Reads no clock itself.
 */
export class PacingClock {
  #anchorMicros = 0;
  #anchorMs = 0;
  #paused = false;

  constructor(private currentSpeed: number) {}

  get speed(): number {
    return this.currentSpeed;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Lets event time `tsMicros` be due at `nowMs`; while paused, once time goes on. */
  anchor(tsMicros: number, nowMs: number): void {
    this.#anchorMicros = tsMicros;
    this.#anchorMs = nowMs;
  }

  /** When the event time is due; never while paused. */
  dueAtMs(tsMicros: number): number {
    if (this.#paused) return Infinity;
    const aheadMs = (tsMicros - this.#anchorMicros) / MICROS_PER_MILLISECOND;
    return this.#anchorMs + aheadMs / this.currentSpeed;
  }

  /** The event time that is due at `nowMs`. */
  positionAt(nowMs: number): number {
    if (this.#paused) return this.#anchorMicros;
    return this.#anchorMicros + (nowMs - this.#anchorMs) * MICROS_PER_MILLISECOND * this.currentSpeed;
  }

  setSpeed(speed: number, nowMs: number): void {
    this.anchor(this.positionAt(nowMs), nowMs);
    this.currentSpeed = speed;
  }

  /** Holds event time: after `resume` the next row is as far ahead as it is now. */
  pause(nowMs: number): void {
    this.anchor(this.positionAt(nowMs), nowMs);
    this.#paused = true;
  }

  resume(nowMs: number): void {
    if (!this.#paused) return;
    this.#anchorMs = nowMs;
    this.#paused = false;
  }
}
