import { setTimeout as sleep } from 'node:timers/promises';
import { type ReplayState } from '@genesis/contracts';
import { microsFromSeconds } from '@genesis/market';
import {
  BadRequestException,
  type BeforeApplicationShutdown,
  ConflictException,
  Inject,
  Injectable,
} from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { type BatchDue } from '../bus/surveillance-events.js';
import { Settings } from '../config/settings.js';
import { requireWithin } from '../http/require-within.js';
import { withReplayIds } from '../logging/log-ids.js';
import { MODE_PROVIDERS, type ModeProvider } from './mode-provider.js';
import { ModeBoard } from './mode-board.js';
import { PacedPlayer } from './paced-player.js';
import { PacingClock } from './pacing-clock.js';
import { PlaybackControl } from './playback-control.js';
import { ReplayRunner } from './replay-runner.js';
import { replayState } from './replay-state.js';
import { type ReplayTrouble } from './replay-trouble.js';
import { Runtime } from './runtime.js';
import { seekBounds } from './seek-bounds.js';

/** Plays the source in use at the pace of its event time. Every command answers with the state it led to. */
@Injectable()
export class ReplayService implements BeforeApplicationShutdown {
  private readonly control: PlaybackControl;
  private readonly player: PacedPlayer;
  private readonly board: ModeBoard;
  private readonly runner: ReplayRunner;
  #snapshots = 0;
  #probeTimer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #markStarted: () => void = () => undefined;
  readonly #started = new Promise<void>((resolve) => (this.#markStarted = resolve));

  constructor(
    private readonly settings: Settings,
    private readonly bus: SurveillanceBus,
    private readonly runtime: Runtime,
    @Inject(MODE_PROVIDERS) providers: readonly ModeProvider[],
  ) {
    this.control = new PlaybackControl(new PacingClock(settings.replaySpeed));
    this.board = new ModeBoard(settings.mode, providers);
    this.player = new PacedPlayer(this.control, runtime, settings.replayMaxLagMs, (due) =>
      this.#deliver(due),
    );
    this.runner = new ReplayRunner({
      settings,
      bus,
      runtime,
      board: this.board,
      control: this.control,
      player: this.player,
      changed: () => {
        this.#markStarted();
        this.#announce();
      },
    });
  }

  /** Opens the first source and plays. */
  start(): void {
    this.#running = withReplayIds(() => this.runner.run());
    this.bus.on('database', 'Replay', ({ state }) => {
      if (state === 'UP') void this.runner.probe();
    });
    this.#probeTimer = setInterval(() => void this.runner.probe(), this.settings.sourceProbeSeconds * 1000);
    this.#probeTimer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#probeTimer);
    this.control.interrupt({ kind: 'stop' });
    // A source that hangs must not hold up the end of the process.
    await Promise.race([this.#running, sleep(this.settings.shutdownGraceMs, undefined, { ref: false })]);
  }

  /** Resolves when the first source was chosen. */
  async started(): Promise<ReplayState> {
    await this.#started;
    return this.state();
  }

  state(): ReplayState {
    const { runner, board, control, player } = this;
    const nowMs = this.runtime.nowMs();
    return replayState({
      settings: this.settings,
      runner,
      board,
      control,
      player,
      snapshots: this.#snapshots,
      nowMs,
    });
  }

  trouble(): ReplayTrouble {
    const { lagResets, lastLagResetMs } = this.player;
    const secondsSinceLagReset = (this.runtime.nowMs() - lastLagResetMs) / 1000;
    return { lagResets, secondsSinceLagReset, retrying: this.runner.retrying };
  }

  /** After the end of the data it holds for what a seek brings. */
  pause(): ReplayState {
    this.control.pause(this.runtime.nowMs());
    return this.#announce();
  }

  /** Also ends a step that is under way. */
  resume(): ReplayState {
    this.control.resume(this.runtime.nowMs());
    return this.#announce();
  }

  /** @throws BadRequestException when out of REPLAY_SPEED_MIN … REPLAY_SPEED_MAX */
  setSpeed(speed: number): ReplayState {
    const { replaySpeedMin, replaySpeedMax } = this.settings;
    const checked = requireWithin('speed', speed, replaySpeedMin, replaySpeedMax, 'times real time');
    this.control.setSpeed(checked, this.runtime.nowMs());
    return this.#announce();
  }

  /**
   * Goes to the first snapshot at or after the time (epoch seconds of the data).
   * @throws BadRequestException when that is not within the data; ConflictException while another jump is made
   */
  async seek(timestamp: number): Promise<ReplayState> {
    const { track } = this.runner;
    if (track === null) throw new ConflictException(['there is no source to seek in']);
    const { from, to } = seekBounds(track);
    const checked = requireWithin('timestamp', timestamp, from, to, 'epoch seconds of the data');
    const found = await new Promise<boolean>((resolve, reject) => {
      const settle = (outcome: boolean | Error): void =>
        outcome instanceof Error ? reject(new ConflictException([outcome.message])) : resolve(outcome);
      const fromMicros = microsFromSeconds(checked);
      if (!this.control.interrupt({ kind: 'seek', fromMicros, settle })) {
        reject(new ConflictException(['another jump is under way; try again']));
      }
    });
    if (!found)
      throw new BadRequestException([`timestamp must not be after the last snapshot; got ${checked}`]);
    return this.state();
  }

  /**
   * Shows the next `count` snapshots at once.
   * @throws ConflictException unless paused, or while another step is under way
   */
  async step(count: number): Promise<ReplayState> {
    const { state } = this.state();
    if (state !== 'PAUSED') throw new ConflictException([`step works while PAUSED; the replay is ${state}`]);
    if (this.control.stepping) throw new ConflictException(['another step is under way']);
    await this.control.step(count);
    return this.#announce();
  }

  #deliver(due: BatchDue): void {
    this.#snapshots += due.to - due.from;
    this.bus.emit('batch', due);
  }

  #announce(): ReplayState {
    const state = this.state();
    this.bus.emit('replay', state);
    return state;
  }
}
