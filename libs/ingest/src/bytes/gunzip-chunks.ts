import { createGunzip, type Gunzip } from 'node:zlib';
import { DamagedGzipError } from './damaged-gzip.error.js';

const OUTPUT_CHUNK_BYTES = 256 * 1024;

/**
 * Inflates one chunk ahead of its consumer, so that zlib's thread works while the rows before are decoded.
 * Everything inflated before a defect is given out before the defect is thrown, which the stream's own
 * iterator does not promise.
 * @throws DamagedGzipError
 */
export async function* gunzipChunks(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  const inflater = new Inflater();
  try {
    let inflating = Promise.resolve();
    for await (const chunk of compressed) {
      await inflating;
      if (inflater.failure) break;
      const inflated = inflater.takeInflated();
      inflating = inflater.feed(chunk);
      yield* inflated;
    }
    await inflating;
    await inflater.finish();
    yield* inflater.takeInflated();
    if (inflater.failure) throw new DamagedGzipError(inflater.failure);
  } finally {
    inflater.release();
  }
}

/** A gunzip stream whose chunks are awaited one by one; a failure is noted instead of thrown. */
class Inflater {
  failure: NodeJS.ErrnoException | undefined;
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: OUTPUT_CHUNK_BYTES });
  #inflated: Buffer[] = [];
  #closed = false;
  #settled: () => void = () => undefined;

  constructor() {
    this.#gunzip.on('data', (chunk: Buffer) => this.#inflated.push(chunk));
    this.#gunzip.on('error', (error) => (this.failure = error));
    // A write that fails never calls back; the stream's end settles it.
    this.#gunzip.on('close', () => {
      this.#closed = true;
      this.#settled();
    });
  }

  takeInflated(): Buffer[] {
    const taken = this.#inflated;
    this.#inflated = [];
    return taken;
  }

  feed(chunk: Buffer): Promise<void> {
    return this.#untilSettled(() => this.#gunzip.write(chunk, () => this.#settled()));
  }

  /** Resolves when the last byte is out, or the failure known. */
  finish(): Promise<void> {
    return this.#untilSettled(() => this.#gunzip.end());
  }

  release(): void {
    this.#gunzip.destroy();
  }

  #untilSettled(start: () => void): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#settled = resolve;
      start();
    });
  }
}
