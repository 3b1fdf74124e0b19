import { setTimeout } from 'node:timers/promises';

const CHECK_EVERY_MS = 5;

/** Resolves when the condition holds; a test's own time limit ends a vain wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(CHECK_EVERY_MS);
}
