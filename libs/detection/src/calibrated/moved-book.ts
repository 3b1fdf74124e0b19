import { type SideAnalysis } from './instrument-analysis.js';

/** Far more prices of the side changed in this row than usual. */
export function isRelevelled({ churn, difference, settings }: SideAnalysis): boolean {
  const { relevelledChanges, relevelledTimes } = settings.WITHDRAWAL;
  return difference.count >= Math.max(relevelledChanges, relevelledTimes * churn.changes);
}

/**
 * A book that moves to other prices shows new volumes everywhere and no new order. One row of a conflated feed may
 * bring several orders at once: there the book moved if it lost elsewhere a good part of what it gained.
 */
export function isMovedBook(analysis: SideAnalysis): boolean {
  if (!isRelevelled(analysis)) return false;
  if (!analysis.pace.conflated) return true;
  const { count, before, after } = analysis.difference;
  let lost = 0;
  let gained = 0;
  for (let i = 0; i < count; i++) {
    if (after[i] < before[i]) lost += before[i] - after[i];
    else gained += after[i] - before[i];
  }
  return lost >= analysis.settings.WITHDRAWAL.movedLostOfGained * gained;
}
