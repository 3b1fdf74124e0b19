import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { firstComplaint } from './first-complaint.js';
import { runProgram } from './run-program.js';
import { programPath, type ServerBinaries } from './server-binaries.js';
import { configurationText, type Endpoint, fitsSocket } from './server-configuration.js';
import { type ServerFolder } from './server-folder.js';

const START_WAIT_SECONDS = 60;
const STOP_WAIT_SECONDS = 30;
/** pg_ctl ends by itself before that. */
const MARGIN_MS = 10_000;
const LOG_KEPT_BYTES = 4 * 1024 * 1024;

/** Why a start did not lead to a running server: another one may be faster, or still be on its way out. */
const PASSING = [
  'already exists',
  'Is another postmaster',
  'pre-existing shared memory block',
  'Address already in use',
  'could not bind',
  'server did not start in time',
];

export type StartOutcome =
  | { readonly kind: 'started' }
  /** Look again: someone else's server may be there. */
  | { readonly kind: 'passing'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** `pg_ctl start` and what belongs to it. */
export async function startServerProcess(
  folder: ServerFolder,
  binaries: ServerBinaries,
  changes: Readonly<Record<string, string>>,
): Promise<StartOutcome> {
  await removeLeftovers(folder);
  await writeConfiguration(folder, changes);
  const logFrom = await rotateLog(folder.logFile);
  const run = await pgCtl(folder, binaries, START_WAIT_SECONDS, [
    'start',
    `--log=${folder.logFile}`,
    `--timeout=${START_WAIT_SECONDS}`,
  ]);
  if (run.code === 0) return { kind: 'started' };
  const said = `${await textFrom(folder.logFile, logFrom)}\n${run.output}`;
  const kind = PASSING.some((text) => said.includes(text)) ? 'passing' : 'failed';
  return { kind, reason: firstComplaint(said) };
}

/** Ends all sessions, writes everything out and stops. False where it did not stop in time. */
export async function stopServerProcess(
  folder: ServerFolder,
  binaries: ServerBinaries,
  mode: 'fast' | 'immediate',
): Promise<boolean> {
  const run = await pgCtl(folder, binaries, STOP_WAIT_SECONDS, [
    'stop',
    `--mode=${mode}`,
    `--timeout=${STOP_WAIT_SECONDS}`,
  ]);
  return run.code === 0;
}

function pgCtl(
  { path, clusterPath, user }: ServerFolder,
  binaries: ServerBinaries,
  waitSeconds: number,
  args: readonly string[],
): ReturnType<typeof runProgram> {
  return runProgram(
    programPath(binaries, 'pg_ctl'),
    [...args, `--pgdata=${clusterPath}`, '--wait', '--silent'],
    {
      user,
      cwd: path,
      timeoutMs: waitSeconds * 1000 + MARGIN_MS,
    },
  );
}

async function writeConfiguration(
  { path, clusterPath, user }: ServerFolder,
  changes: Readonly<Record<string, string>>,
): Promise<void> {
  const endpoint: Endpoint = fitsSocket(path)
    ? { kind: 'socket', folder: path }
    : { kind: 'tcp', port: await freePort() };
  const part = join(path, `.genesis-configuration-${randomBytes(6).toString('hex')}`);
  await writeFile(part, configurationText(endpoint, changes), { mode: 0o600 });
  if (user !== null) await chown(part, user.uid, user.gid);
  await rename(part, join(clusterPath, 'postgresql.conf'));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * What an interrupted setup left behind; the cluster is there by now, so nobody needs it any more. Another start may still be
 * writing to it: that one fails, and joins the server that is there.
 */
async function removeLeftovers({ path }: ServerFolder): Promise<void> {
  const patience = { maxRetries: 20, retryDelay: 50 };
  for (const entry of await readdir(path)) {
    if (entry.startsWith('data.new-'))
      await rm(join(path, entry), { recursive: true, force: true, ...patience });
  }
}

/** Returns where in the log the next start begins to write. */
async function rotateLog(file: string): Promise<number> {
  const size = await sizeOf(file);
  if (size <= LOG_KEPT_BYTES) return size;
  await rename(file, `${file}.1`);
  return 0;
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

async function textFrom(file: string, from: number): Promise<string> {
  const size = await sizeOf(file);
  if (size <= from) return '';
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
