import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Who a program runs as where this process is root: as whom PostgreSQL refuses to run. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

export interface ProgramOptions {
  /** Null for the user of this process. */
  readonly user: ServerUser | null;
  readonly cwd: string;
  readonly timeoutMs: number;
}

export interface ProgramRun {
  /** Null where it was killed, by the timeout or by someone else. */
  readonly code: number | null;
  /** Standard output and errors as they came. */
  readonly output: string;
}

/**
 * Runs a program to its end. Of our environment it sees nothing but what a program needs: secrets of ours and
 * settings of PostgreSQL clients (PGPORT, PGDATA …) are not its business; messages are in English.
 *
 * @throws where it cannot be started
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  { user, cwd, timeoutMs }: ProgramOptions,
): Promise<ProgramRun> {
  const child = spawn(file, args, {
    cwd,
    timeout: timeoutMs,
    env: programEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
  });
  let output = '';
  const collect = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

function programEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'].map((name) => [name, process.env[name]]);
  return { ...(Object.fromEntries(kept) as NodeJS.ProcessEnv), LC_ALL: 'C', TZ: 'UTC' };
}
