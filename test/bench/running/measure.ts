import { MICROS_PER_SECOND } from '@genesis/market';
import { type BenchContext } from './bench.js';
import { type Samples } from './figure.js';

type Measurement = () => number | Promise<number>;

/** How often something is done before and while it is measured. */
export interface Repeats {
  readonly warmUps: number;
  readonly repeats: number;
}

/** For work that takes a second or so; what is short needs more turns until it is compiled. */
export function repeatsFor({ quick }: BenchContext): Repeats {
  return quick ? { warmUps: 1, repeats: 3 } : { warmUps: 2, repeats: 7 };
}

/**
 * Measures by turns what we do and what the machine can: whatever else goes on at that time slows down both, and the
 * ratio holds.
 */
export async function measureInTurns(
  { warmUps, repeats }: Repeats,
  measure: Measurement,
  measureCeiling?: Measurement,
): Promise<Samples> {
  const values: number[] = [];
  const ceilings: number[] = [];
  for (let turn = -warmUps; turn < repeats; turn++) {
    const value = await measure();
    const ceiling = await measureCeiling?.();
    if (turn < 0) continue;
    values.push(value);
    if (ceiling !== undefined) ceilings.push(ceiling);
  }
  return { values, ceilings };
}

/**
 * Rows per second of one core's time, for work that is one thread's and never waits: what else runs on the machine takes no
 * part in it, and on a quiet one it is no more than the clock on the wall says.
 */
export function ratePerCore(rows: number, work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (rows / (user + system)) * MICROS_PER_SECOND;
}

/** Rows per second by the clock on the wall. */
export async function rateOf(rows: number, work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return (rows / (performance.now() - from)) * 1_000;
}
