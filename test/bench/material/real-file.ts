import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A file of real market data beside the project; null where it is not there. Such data are never part of the project. */
export function realFile(root: string, path: string): string | null {
  const file = join(root, '..', 'shared', 'data', path);
  return existsSync(file) ? file : null;
}
