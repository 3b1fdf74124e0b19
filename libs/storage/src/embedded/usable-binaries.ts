import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedServerError } from './embedded-server.error.js';
import { programPath, type ServerBinaries } from './server-binaries.js';
import { type ServerUser } from './run-program.js';
import { userMay } from './server-user.js';

const PROGRAMS = ['postgres', 'initdb', 'pg_ctl'] as const;

/**
 * Binaries that the server's user can run: those of the package, with what skipped install scripts left undone
 * put right; or, where they lie out of that user's reach (beneath a closed home) or cannot be put right, a copy
 * in `folder`.
 *
 * @throws EmbeddedServerError
 */
export async function usableBinaries(
  packaged: ServerBinaries,
  folder: string,
  user: ServerUser | null,
): Promise<ServerBinaries> {
  if (await usable(packaged, user)) return packaged;
  if ((await reachable(packaged, user)) && (await repaired(packaged)) && (await usable(packaged, user)))
    return packaged;
  const copy = { ...packaged, folder: join(folder, `binaries-${packaged.version}`) };
  if (!(await usable(copy, user))) await copyBinaries(packaged, copy);
  if (await usable(copy, user)) return copy;
  throw new EmbeddedServerError(`PostgreSQL's programs in ${copy.folder} cannot be run by its user`);
}

async function usable(binaries: ServerBinaries, user: ServerUser | null): Promise<boolean> {
  if ((await missingLinks(binaries)).length > 0) return false;
  if (process.platform === 'win32') return true;
  for (const name of PROGRAMS) if (!(await userMay(user, 'x', programPath(binaries, name)))) return false;
  return true;
}

function reachable({ folder }: ServerBinaries, user: ServerUser | null): Promise<boolean> {
  return process.platform === 'win32' ? Promise.resolve(true) : userMay(user, 'rx', folder);
}

/** False where the package cannot be written. */
async function repaired(binaries: ServerBinaries): Promise<boolean> {
  try {
    await repair(binaries);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

async function repair(binaries: ServerBinaries): Promise<void> {
  for (const { from, to } of await missingLinks(binaries)) await symlink(from, to);
  for (const name of PROGRAMS) {
    const file = programPath(binaries, name);
    if (((await lstat(file)).mode & 0o111) !== 0o111) await chmod(file, 0o755);
  }
}

interface Link {
  readonly from: string;
  readonly to: string;
}

/** npm packages hold no symbolic links: the package lists them, for its install script. */
async function missingLinks({ folder }: ServerBinaries): Promise<Link[]> {
  const list = JSON.parse(await textOr(join(folder, 'pg-symlinks.json'), '[]')) as {
    source: string;
    target: string;
  }[];
  const links = list.map(({ source, target }) => ({
    from: relative(dirname(target), source),
    to: join(dirname(folder), target.replace(/^native\b/, basename(folder))),
  }));
  const missing = await Promise.all(links.map(async (link) => ((await exists(link.to)) ? [] : [link])));
  return missing.flat();
}

async function textOr(file: string, absent: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return absent;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Whole or not at all: two that copy at once both end with a good copy. */
async function copyBinaries(packaged: ServerBinaries, copy: ServerBinaries): Promise<void> {
  const part = await mkdtemp(`${copy.folder}.part-`);
  try {
    for (const entry of await readdir(packaged.folder))
      await cp(join(packaged.folder, entry), join(part, entry), { recursive: true, verbatimSymlinks: true });
    await repair({ ...copy, folder: part });
    await chmod(part, 0o755);
    await rm(copy.folder, { recursive: true, force: true });
    await rename(part, copy.folder);
  } catch (error) {
    // Another start was faster.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}
