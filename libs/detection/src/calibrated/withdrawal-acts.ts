import { MICROS_PER_SECOND } from '@genesis/market';
import { type LargeOrder } from './large-order.js';

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
  const { minRestSeconds, habitualQuantitySeconds } = order.settings;
  if (order.restedMicros < minRestSeconds * MICROS_PER_SECOND) return 'TOO_SHORT';
  if (order.requoted) return 'REQUOTED';
  if (order.reached) return 'REACHED';
  if (order.atTouch && order.eaten) return 'EATEN';
  if (order.traded >= order.quantity / 2) return 'TRADED';
  // A quantity added a while ago is this instrument's habit.
  const habitual = order.quantityIdleMicros <= habitualQuantitySeconds * MICROS_PER_SECOND;
  return habitual ? 'HABITUAL_QUANTITY' : null;
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
  return later >= 0 && later <= order.settings.bornTogetherSeconds * MICROS_PER_SECOND;
}
