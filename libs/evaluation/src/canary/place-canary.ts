import { MICROS_PER_SECOND, type RandomSource } from '@genesis/market';
import { type BookGrid } from '../injection/book-grid.js';
import { type Plan } from '../injection/episode-script.js';
import { type Feed } from '../injection/feed.js';
import { type MarketHabits } from '../injection/market-habits.js';
import { drawParameters } from '../injection/parameter-cell.js';
import { type PlannedEpisode } from '../injection/plan-episodes.js';
import { Site } from '../injection/site.js';
import { type RecordedBook } from '../recording/recorded-book.js';
import { type CanaryCast } from './canary-cast.js';
import { RUN_IN_ROWS, RUN_IN_SECONDS } from './canary-needs.js';

const STARTS_TRIED = 200;
/** Rows go on for so long after the episode: what could explain it away has its time. */
const AFTER_SECONDS = 5;
const AFTER_ROWS = 3;
/** An alert of the same type so near to the episode could hold its alert back, or pass for it. */
const CLEAR_SECONDS = 15;

/** The rows that canaries are laid over, and what is usual in them. */
export interface CanaryGround {
  readonly book: RecordedBook;
  readonly grid: BookGrid;
  readonly feed: Feed;
  readonly habits: MarketHabits;
}

/** Why no start was good: the real rows did not fit the episode, or the detector fires near by itself. */
export type NoPlace = 'NO_ROOM' | 'OWN_ALERTS';

/**
 * An episode of the cast, so many `times` as large as an easy one, somewhere after the run-in, scaled to what is usual in
 * these rows, away from the moments (in microseconds) at which the detector fires without it.
 */
export function placeCanary(
  ground: CanaryGround,
  cast: CanaryCast,
  times: number,
  ownAlertMicros: readonly number[],
  random: RandomSource,
): PlannedEpisode | NoPlace {
  let noPlace: NoPlace = 'NO_ROOM';
  for (let start = 0; start < STARTS_TRIED; start++) {
    const placed = placeOnce(ground, cast, times, random);
    if (placed === null) continue;
    if (isClear(ownAlertMicros, placed.plan.acts[0].atMicros, placed.endMicros)) return placed;
    noPlace = 'OWN_ALERTS';
  }
  return noPlace;
}

function placeOnce(
  { book, grid, feed, habits }: CanaryGround,
  { script, ranges, resized, isPlain }: CanaryCast,
  times: number,
  random: RandomSource,
): PlannedEpisode | null {
  const { type, sides } = script;
  const first = Math.max(RUN_IN_ROWS, book.rowFrom(book.tsAt(0) + RUN_IN_SECONDS * MICROS_PER_SECOND));
  const row = Math.min(first + Math.floor(random() * (book.length - first)), book.length - 1);
  const side = sides[Math.floor(random() * sides.length)];
  const parameters = resized(drawParameters(`${type}/canary`, ranges, false, random), times);
  const site = new Site(book, row, grid, feed, habits, random);
  const plan = site.isSoundUntil(site.startMicros) ? script.plan(site, side, parameters) : null;
  if (plan === null || !isPlain(plan.params, times)) return null;
  if (!site.isSoundUntil(endOf(plan) + site.span(AFTER_SECONDS, AFTER_ROWS))) return null;
  const facts = { id: type, type, side, difficulty: 'easy', params: plan.params } as const;
  return { facts, plan, endMicros: endOf(plan) };
}

function endOf({ acts, untilMicros = -Infinity }: Plan): number {
  return Math.max(acts[acts.length - 1].atMicros, untilMicros);
}

function isClear(alertMicros: readonly number[], startMicros: number, endMicros: number): boolean {
  const margin = CLEAR_SECONDS * MICROS_PER_SECOND;
  return alertMicros.every((at) => at < startMicros - margin || at > endMicros + margin);
}
