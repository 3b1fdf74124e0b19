import { type Act, type LaidTrade } from '../episode-script.js';
import { type SideName } from '../overlay.js';
import { type Site } from '../site.js';
import { splitLots, spreadMoments } from './placing.js';

/** Where an order is executed: from when it may be eaten, and when the real price has come to it. */
export interface Execution {
  readonly fromMicros: number;
  readonly reachedMicros: number;
}

/**
 * When the real price comes to an order of `side` at `tick`, between two moments: it is eaten in the last `seconds` before,
 * while it is the best of its side. Null where the price does not come, or leaves no time to be eaten.
 */
export function executionAt(
  site: Site,
  side: SideName,
  tick: number,
  earliestMicros: number,
  latestMicros: number,
  seconds: number,
): Execution | null {
  const reaching = site.rowReaching(side, tick, latestMicros);
  if (reaching === -1) return null;
  const reachedMicros = site.book.tsAt(reaching);
  let first = reaching;
  while (first > site.row + 1 && site.levelsBefore(side, tick, first - 1) === 0) first--;
  const touched = Math.max(earliestMicros, site.book.tsAt(first - 1) + 1);
  const fromMicros = Math.max(touched, reachedMicros - Math.round(seconds * 1e6));
  return fromMicros + MOST_PIECES >= reachedMicros ? null : { fromMicros, reachedMicros };
}

const MOST_PIECES = 10;

/** Takers eat the order `key` in `pieces` updates until nothing is left, each with its trade. */
export function eaten(
  site: Site,
  key: string,
  side: SideName,
  tick: number,
  lots: number,
  pieces: number,
  { fromMicros, reachedMicros }: Execution,
): Act[] {
  const sizes = splitLots(lots, Math.min(pieces, lots, MOST_PIECES), site);
  const moments = spreadMoments(fromMicros, reachedMicros - 1 - fromMicros, sizes.length, site);
  let rest = lots;
  return sizes.map((size, i) => {
    rest -= size;
    const left = rest;
    return {
      atMicros: Math.min(moments[i], reachedMicros - 1),
      change: ({ orders }) => {
        if (left === 0) orders.delete(key);
        else orders.set(key, { side, tick, lots: left });
      },
      trades: [tradeAgainst(site, side, tick, size)],
    };
  });
}

/** A taker of the opposite side hits `lots` that rest on `side`. */
export function tradeAgainst(site: Site, side: SideName, tick: number, lots: number): LaidTrade {
  return {
    price: site.grid.priceOf(tick),
    volume: site.grid.volumeOf(lots),
    aggressor: side === 'bid' ? -1 : 1,
  };
}
