import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Entries hold what analysts note about people: nobody but the user of the service reads them. */
const PRIVATE_FOLDER = 0o700;
/** What the system's mask leaves of it. */
const SHARED_FOLDER = 0o777;
/** Rights of a file that is made for entries. */
export const PRIVATE_FILE = 0o600;

/**
 * Makes a folder, for this user alone where it is new, and those that it stands in, which others may need too. Step by
 * step: `mkdir` with `recursive` never returns below a folder that is there and has no room for others (`/proc`).
 */
export async function makeFolder(folder: string, mode = PRIVATE_FOLDER): Promise<void> {
  const path = resolve(folder);
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path), SHARED_FOLDER);
  try {
    await mkdir(path, mode);
  } catch (error) {
    // Another process was quicker, or a file stands in the way.
    if (codeOf(error) !== 'EEXIST' || !(await isFolder(path))) throw error;
  }
}

/** The same, and closes a folder that an earlier version left open to all. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  try {
    await chmod(folder, PRIVATE_FOLDER);
  } catch (error) {
    // It is somebody else's, who has said who may read it.
    if (codeOf(error) !== 'EPERM') throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return false;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
