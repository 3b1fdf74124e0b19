import { eventually } from './eventually.js';

/** Resolves when the condition holds. */
export function until(condition: () => boolean): Promise<void> {
  return eventually(() => {
    if (!condition()) throw new Error(`waited in vain until ${condition.toString()}`);
  });
}
