import { MICROS_PER_SECOND } from '@genesis/market';
import { CALIBRATED_SETTINGS } from './calibrated-settings.js';
import { type LargeOrder } from './large-order.js';

const SETTINGS = CALIBRATED_SETTINGS.WITHDRAWAL;
const MIN_REST_MICROS = SETTINGS.minRestSeconds * MICROS_PER_SECOND;
const BORN_TOGETHER_MICROS = SETTINGS.bornTogetherSeconds * MICROS_PER_SECOND;
/** A quantity added within this time before is this instrument's habit. */
const HABIT_MICROS = SETTINGS.habitualQuantitySeconds * MICROS_PER_SECOND;

/** Orders that were placed together and withdrawn together, with nothing that explains them away. */
export interface WithdrawalAct {
  readonly orders: readonly LargeOrder[];
  /** Sum of the orders in local means of a level. */
  readonly means: number;
  readonly prices: number;
}

/** Why an order that left is no sign of anything. */
export type Explanation = 'TOO_SHORT' | 'REQUOTED' | 'REACHED' | 'EATEN' | 'TRADED' | 'HABITUAL_QUANTITY';

export function explanationOf(order: LargeOrder): Explanation | null {
  if (order.restedMicros < MIN_REST_MICROS) return 'TOO_SHORT';
  if (order.requoted) return 'REQUOTED';
  if (order.reached) return 'REACHED';
  if (order.atTouch && order.eaten) return 'EATEN';
  if (order.traded >= order.quantity / 2) return 'TRADED';
  return order.quantityIdleMicros <= HABIT_MICROS ? 'HABITUAL_QUANTITY' : null;
}

/** Groups what was withdrawn together by when it was placed; the largest group is the act. */
export function actOf(withdrawn: readonly LargeOrder[]): WithdrawalAct | null {
  const suspicious = withdrawn.filter((order) => explanationOf(order) === null);
  let best: WithdrawalAct | null = null;
  for (const first of suspicious) {
    const orders = suspicious.filter((order) => bornWith(first, order));
    const means = orders.reduce((sum, order) => sum + order.means, 0);
    if (best === null || means > best.means) {
      best = { orders, means, prices: new Set(orders.map((order) => order.price)).size };
    }
  }
  return best;
}

function bornWith(first: LargeOrder, order: LargeOrder): boolean {
  const later = order.bornMicros - first.bornMicros;
  return later >= 0 && later <= BORN_TOGETHER_MICROS;
}
