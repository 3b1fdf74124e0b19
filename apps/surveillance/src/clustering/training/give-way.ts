import { getPriority, setPriority } from 'node:os';

/** Steps of niceness: where both want the same core, the thread gets a tenth of what one of the usual priority gets. */
const NICER_BY = 10;
const NICEST = 19;

/**
 * Lets the calling thread wait for who has more to do, so that a training does not take from the snapshots the core that they
 * need. Does nothing where a priority belongs to a whole process (only Linux gives each thread its own, setpriority(2)), nor
 * where the system forbids it: a training that competes is better than none.
 * @returns whether the thread gives way
 */
export function giveWay(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    setPriority(Math.min(getPriority() + NICER_BY, NICEST));
    return true;
  } catch {
    return false;
  }
}
