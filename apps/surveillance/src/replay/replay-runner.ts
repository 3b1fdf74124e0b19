import { Logger } from '@nestjs/common';
import { type SurveillanceBus } from '../bus/surveillance-bus.js';
import { type Settings } from '../config/settings.js';
import { beginReplayPass } from '../logging/log-ids.js';
import { backOffMs } from './back-off.js';
import { type ModeBoard } from './mode-board.js';
import { type PacedPlayer } from './paced-player.js';
import { type PlaybackControl } from './playback-control.js';
import { type Runtime } from './runtime.js';
import { messageOf } from './source-selection.js';
import { type SourceTrack } from './source-track.js';

/** Data that are over sooner are not started again before: a file of one row would be a flood. */
const SHORTEST_PASS_MS = 1000;

export interface RunnerParts {
  readonly settings: Settings;
  readonly bus: SurveillanceBus;
  readonly runtime: Runtime;
  readonly board: ModeBoard;
  readonly control: PlaybackControl;
  readonly player: PacedPlayer;
  /** Something that `GET /replay` shows is different now. */
  readonly changed: () => void;
}

/** Keeps snapshots coming: plays, loops, tries again, falls to the next mode, takes a better one back. */
export class ReplayRunner {
  phase: 'STARTING' | 'RUNNING' | 'ENDED' | 'FAILED' = 'STARTING';
  track: SourceTrack | null = null;
  /** Why, and for which time, the source in use is about to be opened again. */
  retrying: string | null = null;
  readonly #logger = new Logger('Replay');
  #probing = false;
  #passBeganMs = 0;

  constructor(private readonly parts: RunnerParts) {}

  /** Opens the first source and plays until stopped. */
  async run(): Promise<void> {
    this.#take(await this.parts.board.select());
    while (!this.parts.control.stopped) {
      const next = this.track === null ? await this.#awaitSource() : await this.#play(this.track);
      if (next !== this.track) await this.#change(next);
    }
    await this.#close(this.track);
  }

  /** Looks for a mode with precedence over the one in use, and lets it take over where it gives snapshots again. */
  async probe(): Promise<void> {
    const { board, control } = this.parts;
    if (this.#probing || control.paused || control.interrupted || this.phase === 'STARTING') return;
    this.#probing = true;
    try {
      const better = await board.findBetter(this.track?.provider.mode ?? null);
      if (better !== null && !control.interrupt({ kind: 'takeover', track: better }))
        await this.#close(better);
    } finally {
      this.#probing = false;
    }
  }

  async #play(track: SourceTrack): Promise<SourceTrack | null> {
    const { control, player } = this.parts;
    try {
      if ((await player.play(track)) === 'ended') await this.#afterEnd(track);
      return control.interrupted ? await this.#obey(track) : track;
    } catch (error) {
      return this.#recover(track, error);
    }
  }

  async #afterEnd(track: SourceTrack): Promise<void> {
    const { settings, bus, changed } = this.parts;
    if (!track.bookmark.started) throw new Error(`${track.description.name}: holds no usable snapshot`);
    track.bookmark.passes++;
    bus.emit('stream_ended', { reason: `${track.description.name} came to its end` });
    if (!settings.replayLoop) return this.#restAtEnd();
    await this.#fillShortPass();
    this.#jump('loop');
    await track.restart();
    changed();
  }

  async #restAtEnd(): Promise<void> {
    const { control, runtime, changed } = this.parts;
    this.phase = 'ENDED';
    control.endStep();
    changed();
    await control.rest(Infinity, () => runtime.nowMs());
    this.phase = 'RUNNING';
  }

  /** Who steps does not wait. */
  async #fillShortPass(): Promise<void> {
    const { control, runtime } = this.parts;
    const leftMs = this.#passBeganMs + SHORTEST_PASS_MS - runtime.nowMs();
    if (leftMs > 0 && !control.paused) await control.rest(leftMs, () => runtime.nowMs());
  }

  async #obey(track: SourceTrack): Promise<SourceTrack> {
    const interruption = this.parts.control.takeInterruption();
    if (interruption?.kind === 'takeover') return interruption.track;
    if (interruption?.kind !== 'seek') return track;
    try {
      const found = await track.seek(interruption.fromMicros);
      if (found) this.#jump('seek');
      interruption.settle(found);
      this.parts.changed();
      return track;
    } catch (error) {
      interruption.settle(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }

  /** Opens the source again behind the last row that was shown; after too many failures the next mode it is. */
  async #recover(track: SourceTrack, error: unknown): Promise<SourceTrack | null> {
    const { settings, control, runtime, board } = this.parts;
    const { sourceRetryLimit, sourceRetryBaseMs, sourceRetryMaxMs } = settings;
    let reason = messageOf(error);
    while (track.failures < sourceRetryLimit) {
      const attempt = track.failures + 1;
      const waitMs = backOffMs(attempt, sourceRetryBaseMs, sourceRetryMaxMs, runtime.random());
      this.#logger.warn(
        `${reason}; try ${attempt} of ${sourceRetryLimit} follows in ${Math.round(waitMs)} ms`,
      );
      this.#tellRetrying(`try ${attempt} of ${sourceRetryLimit} follows: ${reason}`);
      await control.rest(waitMs, () => runtime.nowMs());
      this.#tellRetrying(null);
      // A seek comes first, and is no try: who seeks often does not make the source fail sooner.
      if (control.interrupted) return track;
      track.failures = attempt;
      try {
        await track.continue();
        return track;
      } catch (again) {
        reason = messageOf(again);
      }
    }
    board.giveUp(track, reason);
    return board.select(track.provider.mode);
  }

  #tellRetrying(retrying: string | null): void {
    this.retrying = retrying;
    this.parts.changed();
  }

  /** Nothing gives snapshots: wait for a mode that comes back. */
  async #awaitSource(): Promise<SourceTrack | null> {
    const { control, runtime } = this.parts;
    await control.rest(Infinity, () => runtime.nowMs());
    const interruption = control.takeInterruption();
    if (interruption?.kind === 'seek') interruption.settle(new Error('no source gives snapshots'));
    return interruption?.kind === 'takeover' ? interruption.track : null;
  }

  async #change(next: SourceTrack | null): Promise<void> {
    const previous = this.track;
    if (previous !== null) {
      this.parts.board.leave(previous);
      await this.#close(previous);
    }
    this.#take(next, previous);
    // A step does not go on in other data.
    this.parts.control.endStep();
  }

  #take(next: SourceTrack | null, previous: SourceTrack | null = null): void {
    const { bus, board, control, changed } = this.parts;
    control.refuseSeek('the source changed; look at its span and try again');
    this.track = next;
    this.phase = next === null ? 'FAILED' : 'RUNNING';
    this.#jump('source');
    const mode = next?.provider.mode ?? null;
    const reason = board.explain(mode);
    if (mode === null) this.#logger.error(`no source gives snapshots: ${reason}`);
    else {
      this.#logger.log(`plays ${mode}: ${next?.description.name ?? ''}; because ${reason}`);
      bus.emit('mode', { from: previous?.provider.mode ?? null, to: mode, reason });
    }
    changed();
  }

  #jump(reason: 'loop' | 'seek' | 'source'): void {
    beginReplayPass(this.parts.runtime.newId());
    this.#logger.debug(`a pass begins: ${reason}`);
    this.#passBeganMs = this.parts.runtime.nowMs();
    this.parts.player.reanchor();
    this.parts.bus.emit('stream_reset', { reason });
  }

  async #close(track: SourceTrack | null): Promise<void> {
    try {
      await track?.close();
    } catch (error) {
      this.#logger.warn(`closing ${track?.description.name ?? 'a source'}: ${messageOf(error)}`);
    }
  }
}
