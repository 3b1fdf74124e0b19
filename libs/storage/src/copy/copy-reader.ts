import { COPY_HEADER, NULL_LENGTH } from './copy-binary.js';
import { CopyFormatError } from './copy-format.error.js';

/** What becomes of the tuples of a COPY. */
export interface TupleDecoder {
  /** Fields that each tuple has. */
  readonly fieldCount: number;
  /** A tuple is never longer; what stands in a chunk with so many bytes behind it is whole. */
  readonly mostBytes: number;
  /**
   * Takes the tuple whose first field begins at `at`; it is whole.
   * @returns where the next tuple begins
   * @throws CopyFormatError
   */
  decode(view: DataView, bytes: Buffer, at: number): number;
}

const NOTHING: Buffer = Buffer.alloc(0);
/** Bytes of a field count, and of a field's length. */
const COUNT_BYTES = 2;
const LENGTH_BYTES = 4;

/**
 * Takes COPY data chunk by chunk, cut anywhere, and hands whole tuples to a decoder. Nothing is allocated per
 * tuple; the part of a tuple that a chunk ends with is copied in front of the next one.
 */
export class CopyReader {
  #rest: Buffer = NOTHING;
  #headed = false;
  #ended = false;
  /** Tuples taken so far. */
  tuples = 0;

  constructor(readonly decoder: TupleDecoder) {}

  /** @throws CopyFormatError where the bytes are no such COPY */
  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const taken = this.#take(bytes);
    // A copy: the chunk is the connection's, and what is left of it is less than a tuple.
    this.#rest = taken === bytes.length ? NOTHING : Buffer.from(bytes.subarray(taken));
  }

  /** Called when no more comes. @throws CopyFormatError where the data broke off */
  finish(): void {
    if (this.#ended) return;
    throw new CopyFormatError(`the COPY broke off after ${this.tuples} rows, expected its trailer`);
  }

  #take(bytes: Buffer): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    if (!this.#headed) {
      if (bytes.length < COPY_HEADER.length) return 0;
      at = this.#takeHeader(bytes);
    }
    return this.#takeTuples(view, bytes, at);
  }

  #takeHeader(bytes: Buffer): number {
    if (!bytes.subarray(0, COPY_HEADER.length).equals(COPY_HEADER)) {
      const came = bytes.toString('hex', 0, COPY_HEADER.length);
      throw new CopyFormatError(`the COPY begins with ${came}, expected ${COPY_HEADER.toString('hex')}`);
    }
    this.#headed = true;
    return COPY_HEADER.length;
  }

  #takeTuples(view: DataView, bytes: Buffer, start: number): number {
    const { decoder } = this;
    const { fieldCount, mostBytes } = decoder;
    let at = start;
    while (at + COUNT_BYTES <= bytes.length) {
      const count = view.getInt16(at);
      if (count !== fieldCount || this.#ended) return this.#end(count, at + COUNT_BYTES, bytes);
      const first = at + COUNT_BYTES;
      if (bytes.length - first < mostBytes && !this.#isWhole(view, first)) return at;
      at = decoder.decode(view, bytes, first);
      this.tuples++;
    }
    return at;
  }

  #end(count: number, at: number, bytes: Buffer): number {
    const expected = `${this.decoder.fieldCount} or the trailer`;
    if (count !== -1 && !this.#ended) {
      throw new CopyFormatError(
        `row ${this.tuples + 1} of the COPY has ${count} fields, expected ${expected}`,
      );
    }
    this.#ended = true;
    if (at === bytes.length) return at;
    throw new CopyFormatError(`${bytes.length - at} bytes follow the trailer of the COPY, expected none`);
  }

  /** Whether all fields of a tuple have come; a length that no tuple can have is refused, not waited for. */
  #isWhole(view: DataView, first: number): boolean {
    let at = first;
    for (let field = 0; field < this.decoder.fieldCount; field++) {
      if (at + LENGTH_BYTES > view.byteLength) return false;
      const length = view.getInt32(at);
      at += LENGTH_BYTES + Math.max(0, length);
      if (length < NULL_LENGTH || at - first > this.decoder.mostBytes)
        throw this.#unusableLength(field, length);
    }
    return at <= view.byteLength;
  }

  #unusableLength(field: number, length: number): CopyFormatError {
    const where = `field ${field + 1} of row ${this.tuples + 1}`;
    const allowed = `at most ${this.decoder.mostBytes} for the whole row`;
    return new CopyFormatError(`${where} of the COPY is ${length} bytes long, expected ${allowed}`);
  }
}
