import { MICROS_PER_SECOND } from '@genesis/market';
import { type LargeOrder } from './large-order.js';
import { type WithdrawalAct } from './withdrawal-acts.js';

/**
 * ln of the act's size in local means, less what makes it ordinary. An order at the best price is there to be
 * executed, and may have been, unseen; one withdrawn as the touch moves follows the market, unless the touch
 * moves all the time; one that rested long was risked; one that hardly rested was seen by nobody.
 */
export function suspicion({ orders, means }: WithdrawalAct): number {
  return Math.log(means) - touchDiscount(orders) - moveDiscount(orders) - restDiscount(orders);
}

function touchDiscount(orders: readonly LargeOrder[]): number {
  const { fellAtTouchDiscount, bornAtTouchDiscount } = orders[0].settings;
  return (
    (orders.some(({ atTouch }) => atTouch) ? fellAtTouchDiscount : 0) +
    (orders.every(({ bornAtTouch }) => bornAtTouch) ? bornAtTouchDiscount : 0)
  );
}

/**
 * A likelihood ratio: honest withdrawals follow a move of the touch so often, others as often as it has moved anyway.
 * Of what left first: the withdrawal of one order may itself move the touch for the others.
 */
function moveDiscount(orders: readonly LargeOrder[]): number {
  const { afterMove, movedShare, settings } = firstWithdrawn(orders);
  const { afterMoveShare, afterMoveDiscount } = settings;
  if (!afterMove || movedShare >= afterMoveShare) return 0;
  return Math.min(afterMoveDiscount, Math.log(afterMoveShare / movedShare));
}

/** By the longest rest of them; stamps tell no less than a microsecond apart. */
function restDiscount(orders: readonly LargeOrder[]): number {
  const { longRestMicros, settings } = firstWithdrawn(orders);
  const rested = orders.reduce((longest, { restedMicros }) => Math.max(longest, restedMicros), 1);
  const shortRestMicros = settings.shortRestSeconds * MICROS_PER_SECOND;
  return (
    settings.longRestDiscount * Math.max(0, Math.log(rested / longRestMicros)) +
    settings.shortRestDiscount * Math.max(0, Math.log(shortRestMicros / rested))
  );
}

function firstWithdrawn(orders: readonly LargeOrder[]): LargeOrder {
  return orders.reduce((first, order) => (order.withdrawnMicros < first.withdrawnMicros ? order : first));
}
