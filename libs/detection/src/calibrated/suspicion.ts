import { MICROS_PER_SECOND } from '@genesis/market';
import { type LargeOrder } from './large-order.js';
import { type WithdrawalAct } from './withdrawal-acts.js';

/**
 * ln of the act's size in local means, less what makes it ordinary. An order at the best price is there to be executed,
 * and may have been, unseen; one withdrawn as the touch moves follows the market, unless the touch moves all the time; one that
 * rested long was risked; one that hardly rested was seen by nobody.
 */
export function suspicion(act: WithdrawalAct): number {
  const { orders } = act;
  const { settings } = orders[0];
  // Stamps tell no less than a microsecond apart.
  const rested =
    orders.reduce((longest, order) => Math.max(longest, order.restedMicros), 1) / MICROS_PER_SECOND;
  // What left first: the withdrawal of one order may itself move the touch for the others.
  const first = orders.reduce((earliest, order) =>
    order.withdrawnMicros < earliest.withdrawnMicros ? order : earliest,
  );
  return (
    Math.log(act.means) -
    discountAtTouch(orders) -
    (first.afterMove ? settings.afterMoveDiscount * (1 - first.movedShare) : 0) -
    settings.longRestDiscount * Math.max(0, Math.log(rested / settings.longRestSeconds)) -
    settings.shortRestDiscount * Math.max(0, Math.log(settings.shortRestSeconds / rested))
  );
}

function discountAtTouch(orders: readonly LargeOrder[]): number {
  const { fellAtTouchDiscount, bornAtTouchDiscount } = orders[0].settings;
  return (
    (orders.some(({ atTouch }) => atTouch) ? fellAtTouchDiscount : 0) +
    (orders.every(({ bornAtTouch }) => bornAtTouch) ? bornAtTouchDiscount : 0)
  );
}
