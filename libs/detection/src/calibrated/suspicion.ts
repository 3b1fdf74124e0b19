import { MICROS_PER_SECOND } from '@genesis/market';
import { type CalibratedSettings } from './calibrated-settings.js';
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
  const rested = orders.reduce((longest, order) => Math.max(longest, order.restedMicros), 1);
  // What left first: the withdrawal of one order may itself move the touch for the others.
  const first = orders.reduce((earliest, order) =>
    order.withdrawnMicros < earliest.withdrawnMicros ? order : earliest,
  );
  return (
    Math.log(act.means) -
    discountAtTouch(orders) -
    (first.afterMove ? discountAfterMove(first.movedShare, settings) : 0) -
    settings.longRestDiscount * Math.max(0, Math.log(rested / first.longRestMicros)) -
    settings.shortRestDiscount *
      Math.max(0, Math.log((settings.shortRestSeconds * MICROS_PER_SECOND) / rested))
  );
}

/** The likelihood ratio of it: honest withdrawals follow a move so often, others as often as the touch has moved anyway. */
function discountAfterMove(
  movedShare: number,
  { afterMoveShare, afterMoveDiscount }: CalibratedSettings['WITHDRAWAL'],
): number {
  return Math.max(0, Math.min(afterMoveDiscount, Math.log(afterMoveShare / movedShare)));
}

function discountAtTouch(orders: readonly LargeOrder[]): number {
  const { fellAtTouchDiscount, bornAtTouchDiscount } = orders[0].settings;
  return (
    (orders.some(({ atTouch }) => atTouch) ? fellAtTouchDiscount : 0) +
    (orders.every(({ bornAtTouch }) => bornAtTouch) ? bornAtTouchDiscount : 0)
  );
}
