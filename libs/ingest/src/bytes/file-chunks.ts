import { type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { UnusableInputError } from '../unusable-input.error.js';
import { DamagedGzipError } from './damaged-gzip.error.js';
import { gunzipChunks } from './gunzip-chunks.js';
import { unreadableFile } from './unreadable-file.js';

const PLAIN_CHUNK_BYTES = 256 * 1024;
/** Small, because text inflates ten- to thirtyfold. */
const GZIP_CHUNK_BYTES = 32 * 1024;

const EDGE_BYTES = 256 * 1024;

/** The two ends of a text; `whole` where the first holds all of it. */
export interface FileEdges {
  readonly head: Buffer;
  readonly tail: Buffer;
  readonly whole: boolean;
}

/** A file's text in chunks, inflated where its first bytes say that it is gzip; the name plays no part. */
export class FileChunks {
  /** Bytes taken from the file itself, before any inflating. */
  bytesRead = 0;

  constructor(readonly path: string) {}

  /**
   * A chunk stays as it is until the chunk after the next one is asked for.
   * @throws UnusableInputError where the file cannot be opened or is empty; DamagedGzipError in the middle
   */
  async *text(): AsyncGenerator<Buffer, void, void> {
    const handle = await this.#open();
    try {
      if (await isGzip(handle)) yield* gunzipChunks(this.#raw(handle, GZIP_CHUNK_BYTES));
      else yield* this.#raw(handle, PLAIN_CHUNK_BYTES);
    } finally {
      await handle.close();
    }
  }

  /**
   * The first and the last bytes of the text. A plain file is read at its two ends only; a compressed one goes
   * by as a whole, and one that is damaged ends for this purpose where it breaks off.
   */
  async edges(): Promise<FileEdges> {
    const handle = await this.#open();
    try {
      if (await isGzip(handle)) return await streamedEdges(gunzipChunks(this.#raw(handle, GZIP_CHUNK_BYTES)));
      const { size } = await handle.stat();
      const head = await readAt(handle, 0, EDGE_BYTES);
      const tail = await readAt(handle, Math.max(0, size - EDGE_BYTES), EDGE_BYTES);
      return { head, tail, whole: size <= EDGE_BYTES };
    } finally {
      await handle.close();
    }
  }

  async #open(): Promise<FileHandle> {
    try {
      // Before it is opened: to open a pipe that nobody writes to would wait for ever.
      refuseUnusable(this.path, await stat(this.path));
      return await open(this.path);
    } catch (error) {
      throw error instanceof UnusableInputError ? error : unreadableFile(this.path, error);
    }
  }

  /** Two buffers by turns: a chunk stays as it is until the chunk after the next one is asked for. */
  async *#raw(handle: FileHandle, chunkBytes: number): AsyncGenerator<Buffer, void, void> {
    let [buffer, other] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes, this.bytesRead);
      if (bytesRead === 0) return;
      this.bytesRead += bytesRead;
      yield buffer.subarray(0, bytesRead);
      [buffer, other] = [other, buffer];
    }
  }
}

async function isGzip(handle: FileHandle): Promise<boolean> {
  const magic = await readAt(handle, 0, 2);
  return magic.length === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function streamedEdges(chunks: AsyncIterable<Buffer>): Promise<FileEdges> {
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  let total = 0;
  try {
    for await (const chunk of chunks) {
      total += chunk.length;
      if (head.length < EDGE_BYTES) head = Buffer.concat([head, chunk]).subarray(0, EDGE_BYTES);
      tail = Buffer.concat([tail, chunk]).subarray(-EDGE_BYTES);
    }
  } catch (error) {
    if (!(error instanceof DamagedGzipError)) throw error;
  }
  return { head, tail, whole: total <= EDGE_BYTES };
}

function refuseUnusable(path: string, status: Stats): void {
  const problem = status.isDirectory()
    ? 'is a folder, expected a file'
    : !status.isFile()
      ? 'is not a regular file, expected one that can be read again'
      : status.size === 0
        ? 'is empty, expected order book rows'
        : null;
  if (problem !== null) throw new UnusableInputError(path, null, problem);
}
