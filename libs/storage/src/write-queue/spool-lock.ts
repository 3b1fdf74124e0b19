import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PRIVATE_FILE } from './private-folder.js';

const FILE = 'lock';
/** Field 22 of /proc/<pid>/stat, counted behind the name in brackets: when the process began. */
const START_FIELD = 19;

/** Folders that this process has; the file alone cannot tell two users in one process apart. */
const held = new Set<string>();

/**
 * Takes a folder for this process alone; null where another living process has it. A lock that a killed process left
 * behind is taken over: it names its process by number and beginning, so that a number that is in use again is no
 * obstacle.
 * @returns the way to give it back
 */
export async function lockFolder(folder: string): Promise<(() => Promise<void>) | null> {
  if (held.has(folder)) return null;
  const path = join(folder, FILE);
  const owner = ownerOf(process.pid);
  if (!(await create(path, owner)) && !(await takeOver(path, owner))) return null;
  held.add(folder);
  return async () => {
    held.delete(folder);
    await rm(path, { force: true });
  };
}

/** The lock appears with its content or not at all. */
async function create(path: string, owner: string): Promise<boolean> {
  const draft = `${path}.new.${process.pid}`;
  await writeFile(draft, owner, { mode: PRIVATE_FILE });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft);
  }
}

/** Of two that see the same dead holder only one can move its lock away. */
async function takeOver(path: string, owner: string): Promise<boolean> {
  const aside = `${path}.old.${process.pid}`;
  try {
    const holder = await readFile(path, 'utf8');
    if (isHeld(holder)) return false;
    await rename(path, aside);
    const isOther = (await readFile(aside, 'utf8')) !== holder;
    if (isOther) await rename(aside, path);
    else await rm(aside);
    return !isOther && (await create(path, owner));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function isHeld(holder: string): boolean {
  const pid = Number(holder.split(' ', 1)[0]);
  return pid !== process.pid && isAlive(pid) && ownerOf(pid) === holder;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** `<pid> <beginning>`; the beginning is empty where the system has no /proc. */
function ownerOf(pid: number): string {
  return `${pid} ${startOf(pid)}`;
}

function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_FIELD] ?? '';
  } catch {
    // No such system: the number alone has to do.
    return '';
  }
}
