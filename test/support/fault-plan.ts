import { PATIENCE_MS } from '../e2e/eventually.js';

/** A setting of fault tests from the environment. @throws RangeError unless it is a whole number from 1 on */
function count(name: string, usual: number): number {
  const text = process.env[name] ?? String(usual);
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(`${name}=${text}: expected a whole number from 1 on`);
}

/** How often each thing is killed: a few times in every run of the tests, as often as FAULT_KILLS says in a long one. */
export const FAULT_KILLS = count('FAULT_KILLS', 2);

/** Decides when they are killed; FAULT_SEED for other moments. */
export const FAULT_SEED = count('FAULT_SEED', 1);

/** How long a test with so many kills may take. */
export const FAULT_TIMEOUT_MS = 1_200_000 + FAULT_KILLS * PATIENCE_MS;
