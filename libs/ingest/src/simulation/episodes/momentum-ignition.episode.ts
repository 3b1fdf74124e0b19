import { MICROS_PER_SECOND } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type Difficulty, type EpisodeParams } from '../episode-label.js';
import { type BandByDifficulty, type EpisodeActions, type EpisodeScript } from './episode.js';

type Direction = 'up' | 'down';

/** Size of the run, as a multiple of the usual one-second move, and the fewest ticks that make a run. */
const SIGMAS: BandByDifficulty = { easy: [25, 35], medium: [12, 15], hard: [7, 9] };
const FEWEST_TICKS = { easy: 14, medium: 8, hard: 5 } as const;
const RUN_SECONDS = [1, 2.6] as const;
const REVERSAL_SECONDS = [1, 3.6] as const;
const MOST_STEPS = 13;
/** Share of the run that the reversal takes back. */
const RETRACED = [0.75, 1] as const;
const PAUSE_SECONDS = [0.1, 0.4] as const;

/** Aggressive orders start a run, others follow, and the igniter trades out against them: the run comes back. */
export const momentumIgnition: EpisodeScript = {
  type: 'MOMENTUM_IGNITION',
  longestSeconds: 8,
  stage(desk, difficulty) {
    const side = desk.pick<Direction>(['up', 'down']);
    return { side, gate: null, actions: act(desk, side, difficulty) };
  },
};

function* act(desk: EpisodeDesk, direction: Direction, difficulty: Difficulty): EpisodeActions {
  const sigma = desk.usual.sigmaTicks;
  const aimed = Math.round(sigma * desk.between(...SIGMAS[difficulty]));
  const ticks = Math.max(FEWEST_TICKS[difficulty], aimed);
  const runMicros = desk.seconds(...RUN_SECONDS);
  const reversalMicros = desk.seconds(...REVERSAL_SECONDS);
  const back = Math.ceil(ticks * desk.between(...RETRACED));
  const start = desk.midTicks;

  const steps = yield* walk(desk, direction, ticks, runMicros);
  const peak = desk.midTicks;
  yield desk.seconds(...PAUSE_SECONDS);
  const opposite = direction === 'up' ? 'down' : 'up';
  yield* walk(desk, opposite, back, reversalMicros);
  desk.pushTo(opposite, direction === 'up' ? peak - back : peak + back);
  const end = desk.midTicks;
  return {
    sigmas: rounded(Math.abs(peak - start) / sigma, 2),
    ...move(desk, start, peak),
    steps,
    run_s: rounded(runMicros / MICROS_PER_SECOND, 3),
    reversal_s: rounded(reversalMicros / MICROS_PER_SECOND, 3),
    retraced: rounded((peak - end) / (peak - start), 3),
  };
}

/** Pushes the price `ticks` ticks in even steps over `micros`; returns the number of steps. */
function* walk(
  desk: EpisodeDesk,
  direction: Direction,
  ticks: number,
  micros: number,
): Generator<number, number, void> {
  const steps = Math.min(MOST_STEPS, ticks);
  for (let step = 1; step <= steps; step++) {
    if (step > 1) yield Math.round(micros / (steps - 1));
    desk.push(direction, Math.round((ticks * step) / steps) - Math.round((ticks * (step - 1)) / steps));
  }
  return steps;
}

function move(desk: EpisodeDesk, start: number, peak: number): EpisodeParams {
  const moved = Math.abs(peak - start);
  return { move: rounded(moved * desk.book.prices.step, 6), move_bp: rounded((moved / start) * 1e4, 2) };
}
