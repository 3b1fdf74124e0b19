import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type BenchContext } from '../running/bench.js';
import { measureInTurns, repeatsFor } from '../running/measure.js';

const SERVICE = programPath('../../../apps/surveillance/src/main.js');
const EMPTY = programPath('../service/empty-app.js');
const POLL_MS = 5;
const DEADLINE_MS = 120_000;

/** From the start of the process to the first snapshot that a client can have. */
export async function runStartup(context: BenchContext): Promise<void> {
  const samples = await measureInTurns(
    { ...repeatsFor(context), warmUps: 1 },
    () => secondsToFirst(SERVICE, context.folder),
    () => secondsToFirst(EMPTY, context.folder),
  );
  context.report('without a database', 's', samples);
}

async function secondsToFirst(program: string, cwd: string): Promise<number> {
  const port = String(await freePort());
  const from = performance.now();
  const child = spawn(process.execPath, [program], {
    cwd,
    env: { PATH: process.env.PATH, PORT: port, MODE: 'SIMULATION', DATABASE: 'off' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await firstSnapshot(child, `http://127.0.0.1:${port}/snapshots/latest`, from + DEADLINE_MS);
    return (performance.now() - from) / 1_000;
  } finally {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

async function firstSnapshot(child: ChildProcess, url: string, deadlineMs: number): Promise<void> {
  while (performance.now() < deadlineMs) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`);
    if (((await answerOf(url)) ?? []).length > 0) return;
    await sleep(POLL_MS);
  }
  throw new Error(`no snapshot within ${DEADLINE_MS} ms`);
}

/** Null while nobody listens. */
async function answerOf(url: string): Promise<unknown[] | null> {
  try {
    return (await (await fetch(url)).json()) as unknown[];
  } catch {
    return null;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function programPath(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
