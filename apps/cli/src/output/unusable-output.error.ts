/** A file that cannot be written. The message is one line: the file and what is in the way. */
export class UnusableOutputError extends Error {
  override readonly name = 'UnusableOutputError';

  constructor(
    readonly file: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: cannot be written: ${problem}`, options);
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
};

/** The file system's error in words. */
export function asOutputError(path: string, error: unknown): UnusableOutputError {
  if (error instanceof UnusableOutputError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new UnusableOutputError(path, PROBLEMS[code ?? ''] ?? message, { cause: error });
}
