import { createHash } from 'node:crypto';
import { access, chown, constants, mkdir, readdir, readlink, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedServerError } from './embedded-server.error.js';
import { type ServerUser } from './run-program.js';
import { nearestExisting, serverUser, userMay } from './server-user.js';

/** Where root's server keeps its data when its user cannot enter the folder that was asked for. */
const REACHABLE_PLACE = '/var/lib/genesis';
const OURS = /^(data|data\.new-.*|binaries-.*|server\.log(\.1)?|\.s\.PGSQL\..*|\.genesis.*)$/;

/** The folder of an embedded server: its cluster in `data`, its log, its socket, and binaries where a copy is needed. */
export interface ServerFolder {
  readonly path: string;
  readonly clusterPath: string;
  readonly logFile: string;
  readonly user: ServerUser | null;
  /** What its user should know about the place, or null. */
  readonly notice: string | null;
}

/**
 * Makes the folder where it is not there, owned by the server's user, after checking that it can be used.
 *
 * @throws EmbeddedServerError
 */
export async function prepareServerFolder(wanted: string): Promise<ServerFolder> {
  try {
    const asked = resolve(wanted);
    const user = await serverUser(asked);
    const { path, notice } = await reachableFolder(asked, user);
    await makeFolder(path, user);
    await refuseForeignFolder(path);
    await refuseUnusableFolder(path, user);
    return { path, clusterPath: join(path, 'data'), logFile: join(path, 'server.log'), user, notice };
  } catch (error) {
    throw explain(wanted, error);
  }
}

/** Beneath a home that is closed to the server's user the folder is a link to one that is not. */
async function reachableFolder(
  asked: string,
  user: ServerUser | null,
): Promise<{ path: string; notice: string | null }> {
  const linked = await linkTarget(asked);
  if (linked !== null) return { path: linked, notice: null };
  if (user === null || (await canReach(user, asked))) return { path: asked, notice: null };
  const place = join(REACHABLE_PLACE, `postgres-${shortHash(asked)}`);
  await mkdir(dirname(asked), { recursive: true });
  await makeFolder(place, user);
  await symlink(place, asked);
  return {
    path: place,
    notice: `${asked} is a link to ${place}: PostgreSQL does not run as root, and its user cannot enter the former`,
  };
}

async function linkTarget(path: string): Promise<string | null> {
  try {
    return resolve(dirname(path), await readlink(path));
  } catch (error) {
    // EINVAL: a folder or a file; ENOENT: nothing yet.
    if (['EINVAL', 'ENOENT', 'UNKNOWN'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** Whether the user can go all the way to the path, or to the nearest folder above it that is there. */
async function canReach(user: ServerUser, path: string): Promise<boolean> {
  const nearest = await nearestExisting(path);
  // The folder itself is handed over where it is root's; what counts is the way to it.
  return userMay(user, 'x', nearest === path ? dirname(path) : nearest);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

async function makeFolder(path: string, user: ServerUser | null): Promise<void> {
  // On a read-only disk mkdir itself says ENOENT.
  await access(await nearestExisting(path), constants.W_OK);
  const first = await mkdir(path, { recursive: true, mode: 0o755 });
  if (user === null) return;
  if (first === undefined) return takeOver(path, user);
  for (let made = path; made.length >= first.length; made = dirname(made))
    await chown(made, user.uid, user.gid);
}

/** An empty folder of root is handed to the server's user; one with anything in it is not touched. */
async function takeOver(path: string, user: ServerUser): Promise<void> {
  const { uid } = await stat(path);
  if (uid === 0 && (await readdir(path)).length === 0) await chown(path, user.uid, user.gid);
}

async function refuseForeignFolder(path: string): Promise<void> {
  const entries = await readdir(path);
  if (entries.includes('PG_VERSION')) {
    throw new EmbeddedServerError(
      'is itself the data folder of a PostgreSQL; give the name of a folder that is empty or not there yet',
    );
  }
  const foreign = entries.find((entry) => !OURS.test(entry));
  if (foreign !== undefined && !entries.includes('data')) {
    throw new EmbeddedServerError(
      `holds ${basename(foreign)} and no database of ours; give the name of a folder that is empty or not there yet`,
    );
  }
}

async function refuseUnusableFolder(path: string, user: ServerUser | null): Promise<void> {
  if (process.platform === 'win32' || (await userMay(user, 'rwx', path))) return;
  const whose = user === null ? 'this user' : `the user that PostgreSQL runs as (uid ${user.uid})`;
  throw new EmbeddedServerError(`cannot be written by ${whose}`);
}

function explain(wanted: string, error: unknown): EmbeddedServerError {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    EEXIST: 'is a file, not a folder',
    ENOTDIR: 'is a file, or beneath one, not a folder',
    EACCES: 'cannot be written by this user',
    EPERM: 'cannot be written by this user',
    EROFS: 'cannot be written: the disk is read-only',
    ENOSPC: 'cannot be made: the disk is full',
  };
  const reason = error instanceof EmbeddedServerError ? message : (reasons[code ?? ''] ?? message);
  return new EmbeddedServerError(`EMBEDDED_DIR ${wanted} ${reason}`, { cause: error });
}
