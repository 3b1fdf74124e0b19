import { LF } from './ascii.js';
import { FileChunks } from './file-chunks.js';
import { LineReader } from './line-reader.js';

/**
 * The lines of a file by their numbers, for the few that something is to be said of. Lines asked for in rising order
 * cost one pass through the file; going back begins it anew.
 */
export class LineTexts {
  #reader: LineReader | null = null;

  constructor(readonly path: string) {}

  /**
   * Line `number`, from 1, without its end; null where the file has no such line. Of one that is too long to be
   * read, its beginning.
   * @throws UnusableInputError
   */
  async at(number: number): Promise<string | null> {
    if (this.#reader !== null && this.#reader.line >= number) await this.close();
    const reader = (this.#reader ??= new LineReader(new FileChunks(this.path)));
    for (;;) {
      if (reader.exhausted && !(await reader.refill())) return null;
      if (reader.overlongBytes > 0) {
        const { text } = reader.takeOverlong();
        if (reader.line === number) return text;
      } else if (reader.line + 1 === number) return reader.nextLine();
      else skipTo(reader, number);
    }
  }

  async close(): Promise<void> {
    await this.#reader?.close();
    this.#reader = null;
  }
}

/** Passes over lines before line `number`, as far as they are at hand. */
function skipTo(reader: LineReader, number: number): void {
  while (reader.pos < reader.end && reader.line + 1 < number) {
    reader.pos = reader.bytes.indexOf(LF, reader.pos) + 1;
    reader.line++;
  }
}
