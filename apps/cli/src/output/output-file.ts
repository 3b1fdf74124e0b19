import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { UnusableOutputError } from './unusable-output.error.js';

/** Text kept in memory before `drain` writes it. */
const CHUNK_CHARACTERS = 64 * 1024;

/**
 * A text file that appears under its name only when it is whole: until then it is `<path>.part`. `write` is
 * synchronous and keeps the text; `drain` is called between batches and waits for the disk.
 */
export class OutputFile {
  #pending: string[] = [];
  #pendingCharacters = 0;

  private constructor(
    readonly path: string,
    readonly partPath: string,
    readonly handle: FileHandle,
  ) {}

  /** @throws UnusableOutputError when the folder is missing or not writable, or `path` is no plain file */
  static async create(path: string): Promise<OutputFile> {
    const partPath = partPathOf(path);
    try {
      const stats = await stat(path).catch(absentIsFine);
      if (stats?.isFile() === false) throw new UnusableOutputError(path, 'it is not a plain file');
      return new OutputFile(path, partPath, await open(partPath, 'w'));
    } catch (error) {
      throw asOutputError(path, error);
    }
  }

  write(text: string): void {
    this.#pending.push(text);
    this.#pendingCharacters += text.length;
  }

  /** Writes what waits, when it is worth a call to the system. @throws UnusableOutputError e.g. on a full disk */
  async drain(): Promise<void> {
    if (this.#pendingCharacters >= CHUNK_CHARACTERS) await this.#flush();
  }

  /** Writes the rest and gives the file its name. @throws UnusableOutputError */
  async complete(): Promise<void> {
    await this.#flush();
    try {
      await this.handle.close();
      await rename(this.partPath, this.path);
    } catch (error) {
      throw asOutputError(this.path, error);
    }
  }

  /** Leaves nothing behind; an older file of that name stays. */
  async abandon(): Promise<void> {
    await this.handle.close();
    await rm(this.partPath, { force: true });
  }

  async #flush(): Promise<void> {
    const text = this.#pending.join('');
    this.#pending = [];
    this.#pendingCharacters = 0;
    try {
      await this.handle.appendFile(text);
    } catch (error) {
      throw asOutputError(this.path, error);
    }
  }
}

export function partPathOf(path: string): string {
  return `${path}.part`;
}

function absentIsFine(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
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

function asOutputError(path: string, error: unknown): Error {
  if (error instanceof UnusableOutputError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new UnusableOutputError(path, PROBLEMS[code ?? ''] ?? message, { cause: error });
}
