import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runProgram, type ServerUser } from './run-program.js';

const ID_TIMEOUT_MS = 5_000;

/**
 * Null unless this process is root. Then the owner of the folder, or of the nearest one above it that is there;
 * `nobody` where that is root.
 */
export async function serverUser(folder: string): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = await stat(await nearestExisting(folder));
  return uid === 0 ? { uid: await idOfNobody('-u'), gid: await idOfNobody('-g') } : { uid, gid };
}

/** The path, or the nearest one above it that is there. */
export async function nearestExisting(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return nearestExisting(dirname(path));
  }
}

async function idOfNobody(option: '-u' | '-g'): Promise<number> {
  const run = await runProgram('id', [option, 'nobody'], { user: null, cwd: '/', timeoutMs: ID_TIMEOUT_MS });
  const id = Number(run.output);
  if (run.code !== 0 || !Number.isSafeInteger(id))
    throw new Error(`there is no user nobody: ${run.output.trim()}`);
  return id;
}

/** Whether the user may do what `rights` says (of r, w, x) with a path: asked of the system, which knows best. */
export async function userMay(user: ServerUser | null, rights: string, path: string): Promise<boolean> {
  const checks = [...rights].map((right) => `test -${right} "$0"`).join(' && ');
  const run = await runProgram('/bin/sh', ['-c', checks, path], { user, cwd: '/', timeoutMs: ID_TIMEOUT_MS });
  return run.code === 0;
}
