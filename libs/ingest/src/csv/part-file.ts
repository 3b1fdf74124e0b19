import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const BUFFERED_BYTES = 1024 * 1024;

/**
 * A text file that appears under its name only when it is whole: written as `NAME.part`, gzip where the name
 * ends in `.gz`, then renamed.
 */
export class PartFile {
  readonly #partPath: string;
  readonly #sink: Transform;
  /** Resolves when all is on disk, with what went wrong if something did. */
  readonly #outcome: Promise<Error | null>;

  constructor(readonly path: string) {
    this.#partPath = `${path}.part`;
    this.#sink = path.endsWith('.gz') ? createGzip() : new PassThrough({ highWaterMark: BUFFERED_BYTES });
    this.#outcome = pipeline(this.#sink, createWriteStream(this.#partPath)).then(
      () => null,
      (error: Error) => error,
    );
  }

  /** Resolves when more may be written. @throws the file system's error */
  async write(text: string): Promise<void> {
    if (this.#sink.destroyed) throw await this.#failure();
    if (!this.#sink.write(text)) await once(this.#sink, 'drain');
  }

  /** Ends the file and gives it its name. @throws the file system's error; nothing is left behind then */
  async close(): Promise<void> {
    this.#sink.end();
    try {
      const error = await this.#outcome;
      if (error !== null) throw error;
      await rename(this.#partPath, this.path);
    } catch (error) {
      await this.abort();
      throw error;
    }
  }

  /** Leaves nothing behind; what stood under the name before stays as it was. */
  async abort(): Promise<void> {
    this.#sink.destroy();
    await this.#outcome;
    await rm(this.#partPath, { force: true });
  }

  async #failure(): Promise<Error> {
    return (await this.#outcome) ?? new Error(`${this.path} is closed already`);
  }
}
