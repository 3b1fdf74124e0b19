import { RefusedEntryError } from '../write-queue/journal-target.js';
import { reasonOf } from '../write-queue/reason-of.js';

/**
 * Works something out of entries alone. What fails at that fails every time (a time that no calendar has, a number that
 * JSON does not hold): it must not be taken for a failure of the database, which is waited for.
 * @throws RefusedEntryError
 */
export function workOut<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new RefusedEntryError(reasonOf(error), { cause: error });
  }
}
