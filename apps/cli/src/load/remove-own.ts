import { open, rm } from 'node:fs/promises';
import { asOutputError } from '../output/unusable-output.error.js';

/**
 * Removes a file that an earlier run left, if it begins with `header`, or is empty as a run that was killed
 * leaves it; any other file of that name belongs to someone else and stays.
 * @throws UnusableOutputError where it cannot be read or removed
 */
export async function removeOwn(path: string, header: string): Promise<void> {
  try {
    if (header.startsWith(await beginning(path, header.length))) await rm(path, { force: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EISDIR') throw asOutputError(path, error);
  }
}

/** The first `length` bytes, fewer where there are no more. @throws the file system's error */
async function beginning(path: string, length: number): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
