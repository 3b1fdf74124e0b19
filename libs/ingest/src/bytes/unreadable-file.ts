import { UnusableInputError } from '../unusable-input.error.js';

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file (a part of the path is not a folder)',
  EACCES: 'may not be read (permission denied)',
  EPERM: 'may not be read (operation not permitted)',
};

/** The error of the file system in words; the code stays in the text where it has no words of its own. */
export function unreadableFile(path: string, error: unknown, line: number | null = null): UnusableInputError {
  const { code, message } = error as NodeJS.ErrnoException;
  const problem = code === undefined ? undefined : PROBLEMS[code];
  return new UnusableInputError(path, line, problem ?? `cannot be read (${code ?? message})`);
}
