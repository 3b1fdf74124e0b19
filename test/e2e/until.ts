import { eventually } from './eventually.js';

/** Long enough for a machine that is busy with other things; nothing is asserted about time. */
const PATIENCE_MS = 20_000;

/** Resolves when the condition holds. */
export function until(condition: () => boolean): Promise<void> {
  return eventually(() => {
    if (!condition()) throw new Error(`waited in vain until ${condition.toString()}`);
  }, PATIENCE_MS);
}
