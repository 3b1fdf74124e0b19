import { type ControllerState, type ReplayState } from '@genesis/contracts';
import { secondsFromMicros } from '@genesis/market';
import { type Settings } from '../config/settings.js';
import { type ModeBoard } from './mode-board.js';
import { type PacedPlayer } from './paced-player.js';
import { type PlaybackControl } from './playback-control.js';
import { type ReplayRunner } from './replay-runner.js';

interface Sources {
  readonly settings: Settings;
  readonly runner: ReplayRunner;
  readonly board: ModeBoard;
  readonly control: PlaybackControl;
  readonly player: PacedPlayer;
  readonly snapshots: number;
  readonly nowMs: number;
}

/** What `GET /replay` answers. */
export function replayState(sources: Sources): ReplayState {
  const { settings, runner, board, control, player, snapshots } = sources;
  const track = runner.track;
  const mode = track?.provider.mode ?? null;
  const refusals = board.refusals(mode);
  return {
    mode: mode ?? board.first,
    requested_mode: settings.mode,
    source: track?.description.name ?? 'none',
    state: controllerState(runner, control),
    speed: control.clock.speed,
    loop: settings.replayLoop,
    loops_completed: track?.bookmark.passes ?? 0,
    symbols: track?.description.symbols ?? [],
    position: track?.bookmark.started ? secondsFromMicros(track.bookmark.latestMicros) : null,
    next_position: secondsOrNull(player.nextMicros ?? track?.waitingMicros),
    next_due_in: nextDueIn(sources),
    from: secondsOrNull(track?.description.fromMicros),
    to: secondsOrNull(track?.description.toMicros),
    snapshots,
    degraded: runner.phase === 'FAILED' || refusals.some(({ missed }) => missed),
    notices: [
      ...refusals.map((refusal) => `${refusal.mode} is not in use: ${refusal.reason}`),
      ...(runner.retrying === null ? [] : [`the source failed; ${runner.retrying}`]),
    ],
  };
}

function controllerState({ phase }: ReplayRunner, { paused }: PlaybackControl): ControllerState {
  if (phase !== 'RUNNING') return phase;
  return paused ? 'PAUSED' : 'PLAYING';
}

function nextDueIn({ player, control, nowMs }: Sources): number | null {
  if (player.nextMicros === null || control.paused) return null;
  return Math.max(0, (control.clock.dueAtMs(player.nextMicros) - nowMs) / 1000);
}

function secondsOrNull(micros: number | null | undefined): number | null {
  return micros === null || micros === undefined ? null : secondsFromMicros(micros);
}
