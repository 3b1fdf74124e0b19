import { type EpisodeSide } from '@genesis/ingest';
import { type Act } from '../episode-script.js';
import { type LotsRule, type SideName } from '../overlay.js';
import { type Site } from '../site.js';

/** After an order has gone, the real price must stay away from where it stood for so long, or it would look executed. */
const AWAY_SECONDS = 2.5;

/** The side of the book that an episode of one side works on. */
export function bookSideOf(side: EpisodeSide): SideName {
  return side === 'ask' || side === 'down' ? 'ask' : 'bid';
}

/**
 * Tick for an order of `side` at level `level` of the start row, or one tick in front of it where there is room and `fresh`
 * asks for a price of its own; NaN where the level is absent.
 */
export function tickForOrder(site: Site, side: SideName, level: number, fresh: boolean): number {
  const tick = site.tickAt(side, level);
  const { outward } = site.bookSide(side);
  const inner = level === 0 ? site.tickAt(side === 'bid' ? 'ask' : 'bid', 0) : site.tickAt(side, level - 1);
  const hasRoom = outward * (tick - inner) >= 2;
  return fresh && hasRoom ? tick - outward : tick;
}

/** Whether an order at `tick` stays in view until it is taken away, and is not reached until well after. */
export function restsUntouched(site: Site, side: SideName, tick: number, goneMicros: number): boolean {
  const away = goneMicros + site.span(AWAY_SECONDS, 3);
  return site.isInView(side, tick, site.startMicros, goneMicros) && site.rowReaching(side, tick, away) === -1;
}

/** Splits lots into `parts` of about the same size, each at least 1, that add up. */
export function splitLots(lots: number, parts: number, site: Site): number[] {
  const sizes: number[] = [];
  let left = lots;
  for (let part = parts; part > 1; part--) {
    const most = left - (part - 1);
    const size = Math.max(1, Math.min(most, Math.round((left / part) * site.between(0.7, 1.3))));
    sizes.push(size);
    left -= size;
  }
  return [...sizes, left];
}

/** `parts` moments from `fromMicros` on within `overMicros`, rising and different. */
export function spreadMoments(fromMicros: number, overMicros: number, parts: number, site: Site): number[] {
  return Array.from({ length: parts }, (_, part) => {
    const share = parts === 1 ? 0 : (part + (part === 0 ? 0 : site.between(-0.2, 0.2))) / (parts - 1 || 1);
    return Math.round(fromMicros + Math.max(part, Math.min(1, share) * overMicros));
  }).sort((a, b) => a - b);
}

/** One of the values for each price, always the same: a level keeps its share when the book moves by a tick. */
export function valueOfPrice<T>(values: readonly T[], tick: number): T {
  // Fibonacci hashing: prices on every second or fifth tick use all the values too.
  return values[(Math.imul(tick, 0x9e3779b1) >>> 16) % values.length];
}

/** An act that has gone part of the way, 0 to 1. */
export type PartAct = (atMicros: number, part: number) => Act;

/** Goes all the way in equal parts, one at each moment. */
export function goingThere(moments: readonly number[], act: PartAct): Act[] {
  return moments.map((atMicros, i) => act(atMicros, (i + 1) / moments.length));
}

/** Goes all the way back in equal parts, one at each moment. */
export function comingBack(moments: readonly number[], act: PartAct): Act[] {
  return moments.map((atMicros, i) => act(atMicros, 1 - (i + 1) / moments.length));
}

/** Shows levels by a rule that knows how far it has gone; all the way back there is none. */
export function partOfLots(rule: (part: number) => LotsRule): PartAct {
  return (atMicros, part) => ({
    atMicros,
    change: (overlay) => {
      overlay.lots = part === 0 ? null : rule(part);
    },
  });
}
