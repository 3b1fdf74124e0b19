import { MICROS_PER_MILLISECOND } from '@genesis/market';

/** One line of a trades file, read. */
export interface ReadTrade {
  readonly tsMicros: number;
  readonly price: number;
  readonly size: number;
  readonly aggressor: number;
  readonly line: number;
  readonly text: string;
}

/** How many trades are known beyond the first. */
const LOOK_AHEAD = 5;
/** Trades a little out of order are none of the clock's faults. */
const TOLERATED_MICROS = 500 * MICROS_PER_MILLISECOND;

/**
 * The next trades of a file. One whose stamp is ahead of those after it would keep them all waiting: where
 * more than half of them say so, it is the first one that is wrong.
 */
export class TradeQueue {
  readonly #trades: ReadTrade[] = [];
  /** Kept from row to row; NaN where it is to be worked out. */
  #ahead = NaN;

  /** The next trade, undefined where there is none. */
  get first(): ReadTrade | undefined {
    return this.#trades[0];
  }

  get full(): boolean {
    return this.#trades.length > LOOK_AHEAD;
  }

  push(trade: ReadTrade): void {
    this.#trades.push(trade);
    this.#ahead = NaN;
  }

  takeFirst(): ReadTrade {
    this.#ahead = NaN;
    return this.#trades.shift()!;
  }

  /** How far the first is ahead of those after it, microseconds; 0 where it is not. */
  microsAhead(): number {
    if (Number.isNaN(this.#ahead)) this.#ahead = microsAhead(this.#trades);
    return this.#ahead;
  }
}

function microsAhead([first, ...following]: readonly ReadTrade[]): number {
  const limit = first.tsMicros - TOLERATED_MICROS;
  const earlier = following.filter(({ tsMicros }) => tsMicros < limit);
  if (2 * earlier.length <= following.length) return 0;
  return first.tsMicros - Math.max(...earlier.map(({ tsMicros }) => tsMicros));
}
