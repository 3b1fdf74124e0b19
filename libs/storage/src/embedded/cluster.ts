import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedServerError } from './embedded-server.error.js';
import { firstComplaint } from './first-complaint.js';
import { runProgram } from './run-program.js';
import { programPath, type ServerBinaries } from './server-binaries.js';
import { accessText } from './server-configuration.js';
import { type ServerFolder } from './server-folder.js';

export const SERVER_SUPERUSER = 'postgres';
const INITDB_TIMEOUT_MS = 120_000;
const PASSWORD_BYTES = 24;
const PASSWORD_FILE = 'genesis.password';

/**
 * Makes the cluster where there is none. It comes into being beside its place and is moved there when it is
 * whole: what was interrupted leaves nothing half, and of two at once one wins.
 *
 * @param tell hears of it before the work begins: on a slow machine it takes a while
 * @throws EmbeddedServerError; also where the cluster is of another major version than the binaries
 */
export async function ensureCluster(
  folder: ServerFolder,
  binaries: ServerBinaries,
  tell: (text: string) => void = () => undefined,
): Promise<void> {
  const wanted = majorVersion(binaries.version);
  const found = await versionOf(folder.clusterPath);
  if (found === null) {
    tell(`setting up PostgreSQL in ${folder.path} (first start)`);
    await makeCluster(folder, binaries);
  } else if (found !== wanted) {
    throw new EmbeddedServerError(
      `EMBEDDED_DIR ${folder.path} holds data of PostgreSQL ${found}, and this is PostgreSQL ${wanted}; ` +
        'set EMBEDDED_DIR to another folder, and bring the data over with genesis export and load',
    );
  }
}

/** @throws EmbeddedServerError where it is missing or not for this user */
export async function serverPassword(folder: ServerFolder): Promise<string> {
  try {
    return (await readFile(join(folder.clusterPath, PASSWORD_FILE), 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'is missing' : 'cannot be read by this user';
    throw new EmbeddedServerError(`EMBEDDED_DIR ${folder.path}: data/${PASSWORD_FILE} ${what}`, {
      cause: error,
    });
  }
}

function majorVersion(version: string): string {
  return version.split('.')[0];
}

async function versionOf(clusterPath: string): Promise<string | null> {
  try {
    return (await readFile(join(clusterPath, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function makeCluster(folder: ServerFolder, binaries: ServerBinaries): Promise<void> {
  const { path, clusterPath, user } = folder;
  const place = await mkdtemp(join(path, 'data.new-'));
  const passwordFile = join(path, `.genesis-password-${randomBytes(6).toString('hex')}`);
  try {
    const own = user === null ? () => Promise.resolve() : (file: string) => chown(file, user.uid, user.gid);
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    await own(passwordFile);
    await own(place);
    const run = await runProgram(programPath(binaries, 'initdb'), initdbArguments(place, passwordFile), {
      user,
      cwd: path,
      timeoutMs: INITDB_TIMEOUT_MS,
    });
    if (run.code !== 0)
      throw new EmbeddedServerError(`PostgreSQL cannot be set up: ${firstComplaint(run.output)}`);
    await writeFile(join(place, 'pg_hba.conf'), accessText());
    await writeFile(
      join(place, 'custom.conf'),
      '# Settings of your own; they go before those of postgresql.conf.\n',
    );
    await own(join(place, 'custom.conf'));
    await rename(passwordFile, join(place, PASSWORD_FILE));
    await rename(place, clusterPath);
  } catch (error) {
    // Another start may have been faster; its cluster is as good.
    if ((await versionOf(clusterPath)) === null) throw error;
  } finally {
    // The start that was faster may be removing it too.
    await rm(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    await rm(passwordFile, { force: true });
  }
}

/** Texts are compared byte by byte (`C`): the order of symbols is the same here and in JavaScript. */
function initdbArguments(place: string, passwordFile: string): string[] {
  return [
    `--pgdata=${place}`,
    `--username=${SERVER_SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--no-instructions',
  ];
}
