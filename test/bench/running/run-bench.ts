import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type BenchEntry } from '../benches.js';
import { type Figure } from './figure.js';

/** As the product starts: scripts/compiler-budget.mjs. */
const COMPILER_BUDGET = '--max-inlined-bytecode-size-cumulative=4000';
const RUN_ONE = fileURLToPath(new URL('../run-one.js', import.meta.url));

/**
 * Runs a bench in a process of its own and hands over its figures as they come.
 * @throws Error when the process ends with a failure
 */
export async function runBench(
  { name, flags = [] }: BenchEntry,
  quick: boolean,
  onFigure: (figure: Figure) => void,
): Promise<void> {
  const nodeFlags = ['--expose-gc', COMPILER_BUDGET, ...flags];
  const child = spawn(process.execPath, [...nodeFlags, RUN_ONE, name, quick ? 'quick' : 'full'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  for await (const line of createInterface({ input: child.stdout })) onFigure(JSON.parse(line) as Figure);
  const [code] = await ended;
  if (code !== 0) throw new Error(`bench ${name} ended with ${code}`);
}
