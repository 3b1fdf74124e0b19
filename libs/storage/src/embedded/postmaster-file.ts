import { readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running server says of itself in `postmaster.pid`. */
export interface RunningServer {
  readonly pid: number;
  /** A host name, or the folder of a Unix socket; empty while it has not got that far. */
  readonly host: string;
  readonly port: number;
}

const PID_LINE = 0;
const PORT_LINE = 3;
const SOCKET_LINE = 4;
const ADDRESS_LINE = 5;

/** Null where no server runs, or where its file is not yet, or no more, whole. */
export async function readPostmasterFile(clusterPath: string): Promise<RunningServer | null> {
  const lines = (await textOf(postmasterFile(clusterPath))).split('\n').map((line) => line.trim());
  const pid = Number(lines[PID_LINE]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  const port = Number(lines[PORT_LINE] ?? 0);
  return { pid, host: (lines[SOCKET_LINE] ?? '') || (lines[ADDRESS_LINE] ?? ''), port };
}

export function postmasterFile(clusterPath: string): string {
  return join(clusterPath, 'postmaster.pid');
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Whether the process is the server of this cluster: a server that was killed leaves its file behind, and its
 * number may be another program's by now. Where that cannot be seen, a process of that number counts.
 */
export async function isServerOf(clusterPath: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(clusterPath));
  } catch (error) {
    // ENOENT: it has just ended, or is dead and not yet buried. EACCES: another user's; who knows.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
