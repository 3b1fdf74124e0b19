import { MICROS_PER_SECOND } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { type Difficulty, type EpisodeParams } from '../episode-label.js';
import { type HalfBook } from '../half-book.js';
import { type FlowGate } from '../order-flow-model.js';
import { IMBALANCE_LEVELS, imbalanceWeight } from '../weighted-imbalance.js';
import { type EpisodeActions, type EpisodeScript } from './episode.js';
import { BOOK_SIDES, type StagedOrder } from './staged-orders.js';

/** How far from the natural 99 % level towards 1 the weighted imbalance is held. */
const BEYOND_NATURAL = { easy: 0.85, medium: 0.65, hard: 0.35 } as const;
const HOLD_SECONDS = [3.6, 9] as const;
const UNWIND_STEPS = 3;
const UNWIND_MICROS = 0.15 * MICROS_PER_SECOND;
const LEAST_LIGHT_SHARE = 0.12;
const UNEVENNESS = [0.6, 1.4] as const;

/** One side's first five levels are heaped up, the other's thinned, and the state is held for seconds. */
export const heavyImbalance: EpisodeScript = {
  type: 'HEAVY_IMBALANCE',
  longestSeconds: 11,
  stage(desk, difficulty) {
    const heavy = desk.book.half(desk.pick(BOOK_SIDES));
    const light = desk.book.opposite(heavy);
    return { side: heavy.side, gate: pinned(heavy, light), actions: act(desk, heavy, light, difficulty) };
  },
};

/** The first five levels of both sides stay where they are; on the heavy side their queues may still breathe. */
function pinned(heavy: HalfBook, light: HalfBook): FlowGate {
  return {
    admits: (kind, side, tick) => {
      const half = side === heavy.side ? heavy : light;
      const index = half.indexOf(tick);
      if (index > half.indexOfLevel(IMBALANCE_LEVELS - 1)) return true;
      return half === heavy && kind !== 'market' && half.own[index] > 0;
    },
  };
}

function* act(desk: EpisodeDesk, heavy: HalfBook, light: HalfBook, difficulty: Difficulty): EpisodeActions {
  const natural = desk.usual.highImbalance;
  const target = natural + (1 - natural) * BEYOND_NATURAL[difficulty];
  const untouched = imbalance(heavy, light);
  const holdMicros = desk.seconds(...HOLD_SECONDS);

  const wantedRatio = (1 + target) / (1 - target);
  const lost = lighten(desk, light, (1 + untouched) / (1 - untouched) / wantedRatio);
  const orders = heap(desk, heavy, wantedRatio * weightedLots(light) - weightedLots(heavy));
  const held = imbalance(heavy, light);
  yield holdMicros;
  for (let step = 1; step <= UNWIND_STEPS; step++) {
    if (step > 1) yield UNWIND_MICROS;
    unwind(heavy, orders, step);
  }
  for (const { tick, lots } of lost) desk.refill(light, tick, lots);
  return figures(heavy, held, untouched, natural, holdMicros);
}

/** Thins the light side's levels by about the square root of what is wanted, all but one of them. */
function lighten(desk: EpisodeDesk, light: HalfBook, ratio: number): StagedOrder[] {
  const share = Math.max(LEAST_LIGHT_SHARE, Math.min(1, Math.sqrt(ratio)));
  const spared = desk.integer(1, IMBALANCE_LEVELS - 1);
  return Array.from({ length: IMBALANCE_LEVELS }, (_, level) => {
    const index = light.indexOfLevel(level);
    const left = Math.max(
      1,
      Math.round(light.lots[index] * Math.min(1, share * desk.between(...UNEVENNESS))),
    );
    return { tick: light.tickAt(index), lots: level === spared ? 0 : desk.thin(light, index, left) };
  });
}

/** Adds orders worth `weighted` weighted lots to the heavy side's levels, all but one of them. */
function heap(desk: EpisodeDesk, heavy: HalfBook, weighted: number): StagedOrder[] {
  const spared = desk.integer(1, IMBALANCE_LEVELS - 1);
  const levels = Array.from({ length: IMBALANCE_LEVELS }, (_, level) => level).filter(
    (level) => level !== spared,
  );
  const parts = levels.map(() => desk.between(...UNEVENNESS));
  const unit = weighted / levels.reduce((sum, level, i) => sum + parts[i] * imbalanceWeight(level), 0);
  const orders = levels.map((level, i) => ({
    tick: desk.levelTick(heavy, level),
    lots: Math.max(1, Math.ceil(unit * parts[i])),
  }));
  for (const { tick, lots } of orders) heavy.addOwn(tick, lots);
  return orders;
}

function unwind(heavy: HalfBook, orders: readonly StagedOrder[], step: number): void {
  const last = step === UNWIND_STEPS;
  for (const { tick, lots } of orders)
    heavy.removeOwn(tick, last ? Infinity : Math.ceil(lots / UNWIND_STEPS));
}

/** Weighted imbalance towards the heavy side, in [-1, 1]. */
function imbalance(heavy: HalfBook, light: HalfBook): number {
  const [more, less] = [weightedLots(heavy), weightedLots(light)];
  return (more - less) / (more + less);
}

function weightedLots(half: HalfBook): number {
  let lots = 0;
  for (let level = 0; level < IMBALANCE_LEVELS; level++) {
    lots += imbalanceWeight(level) * half.lotsAt(half.tickAt(half.indexOfLevel(level)));
  }
  return lots;
}

function figures(
  heavy: HalfBook,
  held: number,
  untouched: number,
  natural: number,
  holdMicros: number,
): EpisodeParams {
  const sign = heavy.side === 'bid' ? 1 : -1;
  return {
    held_weighted_obi5: rounded(sign * held, 4),
    untouched_weighted_obi5: rounded(sign * untouched, 4),
    natural_99pct: rounded(natural, 4),
    sustained_s: rounded(holdMicros / MICROS_PER_SECOND, 3),
  };
}
