import { ROW_STRIDE, TS, type SnapshotBatch } from '@genesis/market';
import { type BatchDue } from '../bus/surveillance-events.js';
import { type PlaybackControl } from './playback-control.js';
import { type Runtime } from './runtime.js';
import { type SourceTrack } from './source-track.js';

/** Rows that become due within this time of each other are shown together. */
const TICK_MS = 1;

/** Shows a source's rows when they are due by the pacing clock. */
export class PacedPlayer {
  /** Stamp of the next row to be shown; null while it is not known. */
  nextMicros: number | null = null;
  /** Times that the replay was too far behind to catch up, and when it last was (monotonic; -Infinity: never). */
  lagResets = 0;
  lastLagResetMs = -Infinity;
  #anchorPending = true;
  #latestMicros = -Infinity;
  #lastTickMs = -Infinity;

  constructor(
    private readonly control: PlaybackControl,
    private readonly runtime: Runtime,
    private readonly maxLagMs: number,
    private readonly deliver: (due: BatchDue) => void,
  ) {}

  /** The stream jumps: the first row that comes is due at once, and all others by their distance from it. */
  reanchor(): void {
    this.#anchorPending = true;
    this.#latestMicros = -Infinity;
    this.nextMicros = null;
  }

  /** Plays to the end of the data or until interrupted. @throws what the source throws */
  async play(track: SourceTrack): Promise<'ended' | 'interrupted'> {
    for (;;) {
      if (this.control.interrupted) return 'interrupted';
      this.nextMicros = null;
      const batch = await track.next();
      if (batch === null) return 'ended';
      if (!(await this.#playBatch(track, batch))) return 'interrupted';
    }
  }

  async #playBatch(track: SourceTrack, batch: SnapshotBatch): Promise<boolean> {
    // A batch without rows still carries the lines that could not be read.
    if (batch.length === 0) this.#show(track, batch, 0, 0, null);
    let row = 0;
    while (row < batch.length) {
      if (this.control.interrupted) return false;
      this.#approach(batch, row);
      row = this.control.paused
        ? await this.#playStep(track, batch, row)
        : await this.#playTick(track, batch, row);
    }
    return true;
  }

  #approach(batch: SnapshotBatch, row: number): void {
    this.nextMicros = batch.rows[row * ROW_STRIDE + TS];
    if (!this.#anchorPending) return;
    this.#anchorPending = false;
    this.control.clock.anchor(this.nextMicros, this.runtime.nowMs());
  }

  async #playTick(track: SourceTrack, batch: SnapshotBatch, row: number): Promise<number> {
    const { clock, timer } = this.control;
    const dueAtMs = clock.dueAtMs(this.#pacedMicros(batch, row));
    const showAtMs = Math.max(dueAtMs, this.#lastTickMs + TICK_MS);
    const nowMs = this.runtime.nowMs();
    if (nowMs < showAtMs) {
      await timer.sleep(showAtMs - nowMs);
      return row;
    }
    this.#lastTickMs = nowMs;
    this.#limitLag(batch, row, nowMs);
    const to = this.#dueUntil(batch, row, nowMs);
    this.#show(track, batch, row, to, dueAtMs);
    // Where a slice takes longer than the next one is away, there is no sleep: clients, probes and commands need a turn all the same.
    await timer.nextTurn();
    return to;
  }

  async #playStep(track: SourceTrack, batch: SnapshotBatch, row: number): Promise<number> {
    const { control } = this;
    const rows = Math.min(control.stepsLeft, batch.length - row);
    if (rows === 0) {
      await control.timer.sleep(Infinity);
      return row;
    }
    const to = row + rows;
    const lastMicros = this.#pacedMicros(batch, to - 1);
    control.clock.anchor(lastMicros, this.runtime.nowMs());
    // Thousands of rows at once are no sample of latency.
    this.#show(track, batch, row, to, null);
    control.stepped(rows);
    return to;
  }

  /** After a long stall the replay goes on from here instead of pouring out all that it missed. */
  #limitLag(batch: SnapshotBatch, row: number, nowMs: number): void {
    const { clock } = this.control;
    const tsMicros = this.#pacedMicros(batch, row);
    if (nowMs - clock.dueAtMs(tsMicros) <= this.maxLagMs) return;
    clock.anchor(tsMicros, nowMs);
    this.lagResets++;
    this.lastLagResetMs = nowMs;
  }

  #dueUntil(batch: SnapshotBatch, from: number, nowMs: number): number {
    const { clock } = this.control;
    let to = from + 1;
    while (to < batch.length && clock.dueAtMs(this.#pacedMicros(batch, to)) <= nowMs) to++;
    return to;
  }

  /**
   * The event time that paces a row: its stamp, but not before what was shown (a late row is due at once), and
   * not after the row that follows it (a stamp that is too far ahead holds nothing up).
   */
  #pacedMicros(batch: SnapshotBatch, row: number): number {
    const own = batch.rows[row * ROW_STRIDE + TS];
    const following = row + 1 < batch.length ? batch.rows[(row + 1) * ROW_STRIDE + TS] : own;
    return Math.max(Math.min(own, following), this.#latestMicros);
  }

  #show(track: SourceTrack, batch: SnapshotBatch, from: number, to: number, dueAtMs: number | null): void {
    if (to > from) this.#latestMicros = this.#pacedMicros(batch, to - 1);
    this.nextMicros = to < batch.length ? batch.rows[to * ROW_STRIDE + TS] : null;
    track.show(batch, from, to);
    this.deliver({ batch, from, to, dueAtMs });
  }
}
