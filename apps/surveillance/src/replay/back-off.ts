/**
 * Milliseconds to wait before try `attempt` (from 1): doubles from `baseMs` up to `maxMs`, of which a random
 * half to whole is taken, so that many clients of one source do not come back at once. `random` is in [0, 1).
 */
export function backOffMs(attempt: number, baseMs: number, maxMs: number, random: number): number {
  const full = Math.min(baseMs * 2 ** (attempt - 1), maxMs);
  return full / 2 + (full / 2) * random;
}
