import { PartFile } from '@genesis/ingest';
import { open, rm, stat } from 'node:fs/promises';
import { asOutputError, UnusableOutputError } from './unusable-output.error.js';

/** Text kept in memory before `drain` writes it. */
const CHUNK_CHARACTERS = 64 * 1024;

/**
 * A text file (gzip where its name ends in `.gz`) that appears under its name only when it is whole: until then
 * it is `<path>.part`. `write` is synchronous and keeps the text; `drain` is called between batches and waits
 * for the disk.
 */
export class OutputFile {
  readonly #part: PartFile;
  #pending: string[] = [];
  #pendingCharacters = 0;

  private constructor(readonly path: string) {
    this.#part = new PartFile(path);
  }

  /** @throws UnusableOutputError when the folder is missing or not writable, or `path` is no plain file */
  static async create(path: string): Promise<OutputFile> {
    await checkWritable(path);
    return new OutputFile(path);
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
      await this.#part.close();
    } catch (error) {
      throw asOutputError(this.path, error);
    }
  }

  /** Leaves nothing behind; an older file of that name stays. */
  abandon(): Promise<void> {
    return this.#part.abort();
  }

  async #flush(): Promise<void> {
    const text = this.#pending.join('');
    this.#pending = [];
    this.#pendingCharacters = 0;
    try {
      await this.#part.write(text);
    } catch (error) {
      throw asOutputError(this.path, error);
    }
  }
}

/** Says before the work what would be in the way after it. @throws UnusableOutputError */
export async function checkWritable(path: string): Promise<void> {
  const partPath = partPathOf(path);
  try {
    const stats = await stat(path).catch(absentIsFine);
    if (stats?.isFile() === false) throw new UnusableOutputError(path, 'it is not a plain file');
    await (await open(partPath, 'w')).close();
    await rm(partPath);
  } catch (error) {
    throw asOutputError(path, error);
  }
}

/** Where a file is until it is whole. */
export function partPathOf(path: string): string {
  return `${path}.part`;
}

function absentIsFine(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
