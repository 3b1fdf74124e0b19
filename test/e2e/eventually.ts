import { setTimeout as sleep } from 'node:timers/promises';

/** Longest that a test waits for anything: long enough for a machine that is slow and busy with other things. */
export const PATIENCE_MS = 300_000;

/** Repeats the check until it passes; where it never does, its last failure is thrown. */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await sleep(20);
    }
  }
}
