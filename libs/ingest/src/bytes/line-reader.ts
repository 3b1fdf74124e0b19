import { UnusableInputError } from '../unusable-input.error.js';
import { LF } from './ascii.js';
import { DamagedGzipError } from './damaged-gzip.error.js';
import { type FileChunks } from './file-chunks.js';
import { unreadableFile } from './unreadable-file.js';

/** No order book row comes near it; more than that without a line end is no text table. */
const LONGEST_LINE_BYTES = 1024 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * A file as blocks of whole lines. The consumer takes lines from `bytes[pos..end)`, each ending in a line
 * feed (the last one gets its own if the file has none), moves `pos`, counts `line`, and asks for a `refill`
 * at the end of the block. Awaited per block, so that the loop over the lines stays synchronous.
 */
export class LineReader {
  bytes: Buffer = Buffer.alloc(0);
  pos = 0;
  end = 0;
  /** Number of the line taken last, from 1. */
  line = 0;
  readonly #blocks: AsyncGenerator<Buffer, void, void>;
  #fresh = true;

  constructor(readonly file: FileChunks) {
    this.#blocks = wholeLines(file);
  }

  get exhausted(): boolean {
    return this.pos >= this.end;
  }

  /** The next block; false at the end of the file. @throws UnusableInputError naming the line reached */
  async refill(): Promise<boolean> {
    try {
      const next = await this.#blocks.next();
      if (next.done) return false;
      this.#start(next.value);
      return true;
    } catch (error) {
      await this.close();
      throw this.#explained(error);
    }
  }

  /** Takes the next line as text, without its end; null at the end of the file. For heads, not for rows. */
  async nextLine(): Promise<string | null> {
    if (this.exhausted && !(await this.refill())) return null;
    const start = this.pos;
    const end = this.bytes.indexOf(LF, start);
    this.pos = end + 1;
    this.line++;
    return this.bytes.toString('utf8', start, end).replace(/\r$/, '');
  }

  async close(): Promise<void> {
    await this.#blocks.return();
  }

  #start(block: Buffer): void {
    this.bytes = block;
    this.end = block.length;
    this.pos = 0;
    if (!this.#fresh) return;
    this.#fresh = false;
    if (block.includes(0))
      throw new UnusableInputError(this.file.path, null, 'holds binary data, expected text');
    if (block.subarray(0, 3).equals(BYTE_ORDER_MARK)) this.pos = 3;
  }

  #explained(error: unknown): UnusableInputError {
    if (error instanceof UnusableInputError) return error;
    const line = this.line + 1;
    if (error instanceof DamagedGzipError) return new UnusableInputError(this.file.path, line, error.message);
    return unreadableFile(this.file.path, error, line);
  }
}

async function* wholeLines(file: FileChunks): AsyncGenerator<Buffer, void, void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of file.text()) {
    const first = chunk.indexOf(LF);
    if (first < 0) {
      rest = Buffer.concat([rest, chunk]);
      refuseEndless(file.path, rest);
      continue;
    }
    if (rest.length > 0) yield Buffer.concat([rest, chunk.subarray(0, first + 1)]);
    const start = rest.length > 0 ? first + 1 : 0;
    const end = chunk.lastIndexOf(LF) + 1;
    if (start < end) yield chunk.subarray(start, end);
    rest = chunk.subarray(end);
  }
  if (rest.length > 0) yield Buffer.concat([rest, Buffer.of(LF)]);
}

function refuseEndless(path: string, line: Buffer): void {
  if (line.length <= LONGEST_LINE_BYTES) return;
  const what = line.includes(0) ? 'holds binary data' : `has a line of more than ${LONGEST_LINE_BYTES} bytes`;
  throw new UnusableInputError(path, null, `${what}, expected text with one row a line`);
}
