import { stat } from 'node:fs/promises';

/** Whether something is at the path; a path that cannot be looked at counts as nothing there. */
export function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
