import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats the check until it passes; after `withinMs` its last failure is thrown. */
export async function eventually<T>(check: () => T | Promise<T>, withinMs = 5000): Promise<T> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await sleep(20);
    }
  }
}
