import { UnusableInputError } from '../unusable-input.error.js';
import { LF } from './ascii.js';
import { DamagedGzipError } from './damaged-gzip.error.js';
import { type FileChunks } from './file-chunks.js';
import { unreadableFile } from './unreadable-file.js';

/** No order book row comes near it. */
export const LONGEST_LINE_BYTES = 1024 * 1024;
/** What is kept of a longer one, for messages. */
const KEPT_BYTES = 1024;
/** Chunks are taken in pieces of this size at most, well below a line that is too long. */
const PIECE_BYTES = 256 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Why a line that is too long gives no row. */
export interface OverlongLine {
  readonly code: 'UNDECODABLE';
  readonly column: null;
  /** Its beginning. */
  readonly text: string;
  readonly issue: string;
}

/**
 * A file as blocks of whole lines. The consumer takes lines from `bytes[pos..end)`, each ending in a line
 * feed (the last one gets its own if the file has none), moves `pos`, counts `line`, and asks for a `refill`
 * at the end of the block. A line that is too long makes a block of its own, see `overlongBytes`. Awaited per block, so that the loop over the lines stays synchronous.
 */
export class LineReader {
  bytes: Buffer = Buffer.alloc(0);
  pos = 0;
  end = 0;
  /** Number of the line taken last, from 1. */
  line = 0;
  /**
   * Length of a line that is longer than `LONGEST_LINE_BYTES`, 0 where the block holds whole lines. The block
   * is then the beginning of that line alone, not to be decoded.
   */
  overlongBytes = 0;
  readonly #blocks: AsyncGenerator<Block, void, void>;
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

  /**
   * Takes the next line as text, without its end; null at the end of the file. For heads, not for rows.
   * @throws UnusableInputError where it is too long
   */
  async nextLine(): Promise<string | null> {
    if (this.exhausted && !(await this.refill())) return null;
    if (this.overlongBytes > 0)
      throw new UnusableInputError(this.file.path, this.line + 1, this.takeOverlong().issue);
    const start = this.pos;
    const end = this.bytes.indexOf(LF, start);
    this.pos = end + 1;
    this.line++;
    return this.bytes.toString('utf8', start, end).replace(/\r$/, '');
  }

  /** Passes over a line that is too long. @returns why it gives no row */
  takeOverlong(): OverlongLine {
    const issue = `the line has ${this.overlongBytes} bytes, expected at most ${LONGEST_LINE_BYTES}`;
    const text = this.bytes.toString('utf8', this.pos, this.end - 1);
    this.pos = this.end;
    this.line++;
    return { code: 'UNDECODABLE', column: null, text, issue };
  }

  async close(): Promise<void> {
    await this.#blocks.return();
  }

  #start({ bytes: block, overlongBytes }: Block): void {
    this.bytes = block;
    this.overlongBytes = overlongBytes;
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

/** Whole lines, or the beginning of one that is too long. */
interface Block {
  readonly bytes: Buffer;
  /** Length of the line that is too long; 0 where there is none. */
  readonly overlongBytes: number;
}

/** The part of a line that has come so far; of one that is too long only the beginning is kept. */
class PartialLine {
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;

  get empty(): boolean {
    return this.#length === 0;
  }

  append(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > LONGEST_LINE_BYTES)
      this.#bytes = Buffer.concat([this.#bytes, part.subarray(0, KEPT_BYTES)]).subarray(0, KEPT_BYTES);
    else this.#bytes = this.#bytes.length === 0 ? part : Buffer.concat([this.#bytes, part]);
  }

  take(): Block {
    const overlongBytes = this.#length > LONGEST_LINE_BYTES ? this.#length : 0;
    const bytes = Buffer.concat([this.#bytes, Buffer.of(LF)]);
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    return { bytes, overlongBytes };
  }
}

async function* wholeLines(file: FileChunks): AsyncGenerator<Block, void, void> {
  const rest = new PartialLine();
  for await (const chunk of file.text()) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES)
      yield* linesOf(chunk.subarray(from, from + PIECE_BYTES), rest);
  }
  if (!rest.empty) yield rest.take();
}

/** The lines that end within a piece; what is left of it goes to `rest`. No line within a piece is too long. */
function* linesOf(piece: Buffer, rest: PartialLine): Generator<Block> {
  const first = piece.indexOf(LF);
  let start = 0;
  if (!rest.empty && first >= 0) {
    rest.append(piece.subarray(0, first));
    start = first + 1;
    yield rest.take();
  }
  const end = piece.lastIndexOf(LF) + 1;
  if (start < end) yield { bytes: piece.subarray(start, end), overlongBytes: 0 };
  if (end < piece.length) rest.append(piece.subarray(end));
}
