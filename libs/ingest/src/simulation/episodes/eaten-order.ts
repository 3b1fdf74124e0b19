import { MICROS_PER_SECOND } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type EpisodeParams } from '../episode-label.js';
import { type HalfBook } from '../half-book.js';

const PIECES = [5, 10] as const;
const SECONDS = [0.3, 1.4] as const;
const TRADED_THROUGH_TICKS = 1;

/** Takers eat a resting order over several updates, whatever stands in front of it first, and trade through. */
export function* eat(
  desk: EpisodeDesk,
  half: HalfBook,
  tick: number,
): Generator<number, EpisodeParams, void> {
  const pieces = desk.integer(...PIECES);
  const micros = desk.seconds(...SECONDS);
  const piece = Math.ceil(half.lotsAt(tick) / pieces);
  const began = desk.nowMicros;
  let eatenIn = 0;
  while (half.own[half.indexOf(tick)] > 0) {
    clearFront(desk, half, tick);
    desk.take(half, piece);
    eatenIn++;
    yield Math.round(micros / pieces);
  }
  const lasted = (desk.nowMicros - began) / MICROS_PER_SECOND;
  const toTick = Math.max(0, half.indexOf(tick) - half.best);
  desk.push(half.side === 'bid' ? 'down' : 'up', toTick + TRADED_THROUGH_TICKS);
  return { eaten_in: eatenIn, eaten_s: rounded(lasted, 3) };
}

function clearFront(desk: EpisodeDesk, half: HalfBook, tick: number): void {
  while (half.best < half.indexOf(tick)) desk.take(half, Infinity);
}
