import { ASK, BID, type BookSide } from '@genesis/detection';
import { type BookGrid } from './book-grid.js';
import { type Level, levelsOf, withOrder, writeLevels } from './book-levels.js';

export type SideName = BookSide['name'];

/** An order that rests on top of the real ones. */
export interface LaidOrder {
  readonly side: SideName;
  readonly tick: number;
  readonly lots: number;
}

/** Lots that a level is shown with instead of its own, at least 1; `number` counts levels from 0 = best. */
export type LotsRule = (side: SideName, level: Level, number: number) => number;

/**
 * What is laid over the real book at a moment: orders that are added, levels that are shown larger or smaller, sides that
 * are moved. The real rows go on underneath, so the book moves as it did.
 */
export class Overlay {
  readonly orders = new Map<string, LaidOrder>();
  lots: LotsRule | null = null;
  /** Ticks by which all prices of a side are raised. */
  raisedTicks: { bid: number; ask: number } = { bid: 0, ask: 0 };

  get empty(): boolean {
    const { bid, ask } = this.raisedTicks;
    return this.orders.size === 0 && this.lots === null && bid === 0 && ask === 0;
  }

  /** Changes the row; an order that the opposite best has reached is not shown, it would have been executed. */
  apply(row: Float64Array, grid: BookGrid): void {
    if (this.empty) return;
    const bestBid = grid.tickOf(row[BID.price]);
    const bestAsk = grid.tickOf(row[ASK.price]);
    this.#applySide(row, BID, grid, bestAsk);
    this.#applySide(row, ASK, grid, bestBid);
  }

  #applySide(row: Float64Array, side: BookSide, grid: BookGrid, oppositeBest: number): void {
    let levels = levelsOf(row, side, grid);
    if (levels.length === 0) return;
    const rule = this.lots;
    if (rule !== null) {
      levels = levels.map((level, number) => ({
        ...level,
        lots: Math.max(1, Math.round(rule(side.name, level, number))),
      }));
    }
    for (const order of this.orders.values()) {
      if (order.side !== side.name || side.outward * (order.tick - oppositeBest) <= 0) continue;
      levels = withOrder(levels, side.outward, order.tick, order.lots);
    }
    const raised = this.raisedTicks[side.name];
    if (raised !== 0) levels = levels.map((level) => ({ ...level, tick: level.tick + raised, price: NaN }));
    writeLevels(row, side, grid, levels);
  }
}
