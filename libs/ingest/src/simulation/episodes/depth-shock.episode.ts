import { MICROS_PER_SECOND, type Side } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type Difficulty } from '../episode-label.js';
import { type BookSide, type HalfBook } from '../half-book.js';
import { type BandByDifficulty, type EpisodeActions, type EpisodeScript } from './episode.js';
import { type Cut, cut, heal, planCuts, shownLots } from './thinning.js';

/** Share of the ten levels that goes. */
const DROP: BandByDifficulty = { easy: [0.75, 0.8], medium: [0.55, 0.62], hard: [0.37, 0.43] };
/** Updates that the fall takes, and the time they share. */
const FALL_UPDATES = [1, 4] as const;
const FALL_SECONDS = [0.03, 0.2] as const;
const BOTTOM_SECONDS = [0.2, 0.6] as const;
const RECOVERY_SECONDS = [1.4, 6] as const;
const RECOVERY_STEPS = 8;

/** Most of what a side (or both) shows is withdrawn within a quarter of a second, and comes back in seconds. */
export const depthShock: EpisodeScript = {
  type: 'DEPTH_SHOCK',
  longestSeconds: 8,
  stage(desk, difficulty) {
    const side = desk.pick<Side>(['bid', 'ask', 'both']);
    const halves = side === 'both' ? [desk.book.bid, desk.book.ask] : [desk.book.half(side)];
    const fallen = { value: false };
    const gate = {
      // The crowd neither fills the hole nor trades into it until the bottom is passed.
      admits: (_kind: string, changed: BookSide) => fallen.value || (side !== 'both' && changed !== side),
    };
    return { side, gate, actions: act(desk, halves, difficulty, fallen) };
  },
};

function* act(
  desk: EpisodeDesk,
  halves: readonly HalfBook[],
  difficulty: Difficulty,
  fallen: { value: boolean },
): EpisodeActions {
  const share = desk.between(...DROP[difficulty]);
  const untouched = halves.map(() => desk.integer(1, 3));
  const before = halves.map(shownLots);
  const plans = halves.map((half, i) => planCuts(desk, half, share, untouched[i]));
  const updates = desk.integer(...FALL_UPDATES);
  const pause = Math.round(desk.seconds(...FALL_SECONDS) / updates);

  const lost: Cut[] = [];
  for (let update = 1; update <= updates; update++) {
    if (update > 1) yield pause;
    lost.push(...cut(desk, plans.flat(), update, updates));
  }
  const after = halves.map(shownLots);
  yield desk.seconds(...BOTTOM_SECONDS);
  fallen.value = true;
  const recoveryMicros = desk.seconds(...RECOVERY_SECONDS);
  for (let step = 1; step <= RECOVERY_STEPS; step++) {
    yield Math.round(recoveryMicros / RECOVERY_STEPS);
    heal(desk, lost, step, RECOVERY_STEPS);
  }
  return {
    drop: bySide(halves, (_, i) => rounded(1 - after[i] / before[i], 4)),
    levels_unchanged: bySide(halves, (_, i) => untouched[i]),
    updates_to_fall: updates,
    recovery_s: rounded(recoveryMicros / MICROS_PER_SECOND, 3),
  };
}

function bySide<T>(halves: readonly HalfBook[], value: (half: HalfBook, i: number) => T): Record<string, T> {
  return Object.fromEntries(halves.map((half, i) => [half.side, value(half, i)]));
}
