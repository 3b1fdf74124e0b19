import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// Starts the service as a newcomer does, with nothing set and no data yet: it makes a database and plays the sample
// session from it. Asks it a few things and stops it as a supervisor would.

const START_DEADLINE_MS = 180_000;
const STOP_DEADLINE_MS = 5_000;
const PATHS = [
  '/health/live',
  '/metrics',
  '/metrics/dashboard',
  '/replay',
  '/instruments',
  '/detectors',
  '/snapshots/latest',
  '/alerts/history?limit=5',
  '/alerts/stats',
  '/anomalies',
  '/docs-json',
];

const databaseFolder = mkdtempSync(join(tmpdir(), 'genesis-smoke-'));
const spoolFolder = mkdtempSync(join(tmpdir(), 'genesis-smoke-'));
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const service = spawn('npm', ['start'], {
  env: { ...process.env, PORT: String(port), EMBEDDED_DIR: databaseFolder, SPOOL_DIR: spoolFolder },
  stdio: ['ignore', 'inherit', 'inherit'],
  // A process group of its own, so that nothing is left of it whatever happens.
  detached: true,
});
const ended = once(service, 'exit');
try {
  await until('play the database in good health', START_DEADLINE_MS, async () => {
    const { status, issues } = await get('/health');
    const { state, mode, snapshots } = await get('/replay');
    if (status === 'healthy' && state === 'PLAYING' && mode === 'DB_REPLAY' && snapshots > 0) return true;
    throw new Error(`${status}; ${state} ${mode}, ${snapshots} snapshots; ${issues.join('; ')}`);
  });
  for (const path of PATHS) {
    await get(path);
    console.log(`ok ${path}`);
  }
  service.kill('SIGTERM');
  await until('stop after SIGTERM', STOP_DEADLINE_MS, async () => !(await answers()));
  await ended;
  if (existsSync(serverFile())) throw new Error('the service ended and left its database server running');
  console.log('ok stopped after SIGTERM, and its database server with it');
} finally {
  kill(-service.pid, 'SIGKILL');
  // The server is no child of the service: it may outlive it, for others that share it.
  if (existsSync(serverFile())) kill(Number(readFileSync(serverFile(), 'utf8').split('\n', 1)[0]), 'SIGQUIT');
  for (const folder of [databaseFolder, spoolFolder]) rmSync(folder, { recursive: true, force: true });
}

function serverFile() {
  return join(databaseFolder, 'data', 'postmaster.pid');
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Nothing of it is left: as it should be.
    if (error.code !== 'ESRCH') throw error;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  await once(server, 'close');
  return free;
}

async function get(path) {
  const response = await fetch(base + path);
  const body = await response.text();
  if (!response.ok)
    throw new Error(`GET ${path} was answered with ${response.status}: ${body.slice(0, 300)}`);
  return response.headers.get('content-type')?.includes('json') ? JSON.parse(body) : body;
}

async function answers() {
  try {
    await fetch(`${base}/health/live`);
    return true;
  } catch {
    // Refused or reset: nobody listens any more.
    return false;
  }
}

async function until(what, deadlineMs, isSo) {
  const from = performance.now();
  let last = 'it did not happen';
  while (performance.now() - from < deadlineMs) {
    try {
      if (await isSo()) return;
    } catch (error) {
      last = error.cause?.message ?? error.message;
    }
    if (service.exitCode !== null)
      throw new Error(`the service ended with ${service.exitCode} instead of: ${what}`);
    await sleep(100);
  }
  throw new Error(`the service did not ${what} within ${deadlineMs} ms: ${last}`);
}
