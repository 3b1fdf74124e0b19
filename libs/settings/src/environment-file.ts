import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

const FILE = '.env';

/** There is a `.env`, and it cannot be read. */
export class EnvironmentFileError extends Error {
  override readonly name = 'EnvironmentFileError';
}

/**
 * Adds the settings of `.env` in the working directory, where there is one, to those of the process; what the process
 * has already stays. Service and commands both begin with it, so that they mean the same database.
 * @throws EnvironmentFileError where there is one that cannot be read
 */
export function loadEnvironmentFile(): void {
  if (!existsSync(FILE)) return;
  for (const [name, value] of Object.entries(parseEnv(readEnvironmentFile()))) process.env[name] ??= value;
}

function readEnvironmentFile(): string {
  try {
    return readFileSync(FILE, 'utf8');
  } catch (error) {
    throw new EnvironmentFileError(`${FILE} cannot be read: it must be a file, and readable`, {
      cause: error,
    });
  }
}
