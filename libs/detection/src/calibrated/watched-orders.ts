import { type LargeOrder } from './large-order.js';

const MAX_WATCHED = 64;
const SLOTS = 256;

/**
 * The large orders that stand on one side, oldest first; beyond 64 the oldest is forgotten. Most changes of a book
 * are at prices where none stands, so a table of counts by a hash of the price answers that without a scan.
 */
export class WatchedOrders {
  readonly orders: LargeOrder[] = [];
  /** Of `orders`, in their order: a scan of one array is cheaper than a look into each order. */
  readonly prices = new Float64Array(MAX_WATCHED);
  readonly #bySlot = new Uint8Array(SLOTS);

  /** False only if no order stands at `price`. */
  mayStandAt(price: number): boolean {
    return this.#bySlot[slotOf(price)] !== 0;
  }

  add(order: LargeOrder): void {
    if (this.orders.length === MAX_WATCHED) this.#dropFirst(1);
    this.prices[this.orders.length] = order.price;
    this.orders.push(order);
    this.#bySlot[slotOf(order.price)]++;
  }

  dropBornBefore(tsMicros: number): void {
    const { orders } = this;
    let count = 0;
    while (count < orders.length && orders[count].bornMicros < tsMicros) count++;
    if (count > 0) this.#dropFirst(count);
  }

  dropWithdrawn(): void {
    const { orders, prices } = this;
    let kept = 0;
    for (const order of orders) {
      if (order.withdrawn) this.#bySlot[slotOf(order.price)]--;
      else {
        prices[kept] = order.price;
        orders[kept++] = order;
      }
    }
    orders.length = kept;
  }

  clear(): void {
    this.orders.length = 0;
    this.#bySlot.fill(0);
  }

  #dropFirst(count: number): void {
    for (let i = 0; i < count; i++) this.#bySlot[slotOf(this.prices[i])]--;
    this.prices.copyWithin(0, count);
    this.orders.splice(0, count);
  }
}

/** Fibonacci hashing of the price in 65,536ths of a unit to eight bits. */
function slotOf(price: number): number {
  return Math.imul((price * 65_536) | 0, 0x9e3779b1) >>> 24;
}
