import { LineTexts } from '@genesis/ingest';
import { type RejectedLine } from '@genesis/storage';
import { OutputFile, partPathOf } from '../output/output-file.js';
import { removeOwn } from './remove-own.js';

const HEADER = 'line,symbol,reason,issue,text\n';

/**
 * The lines of a file that were not loaded, as a CSV beside it: number, symbol, reason, the reason in words, and the
 * text as it stands in the file. Made with the first such line; whole under its name once all is loaded. A load that
 * rejects nothing takes away what an earlier one left.
 */
export class RejectedFile {
  lines = 0;
  #output: OutputFile | null = null;
  readonly #texts: LineTexts;

  /** @param bookPath the file whose lines the numbers count */
  constructor(
    readonly path: string,
    bookPath: string,
  ) {
    this.#texts = new LineTexts(bookPath);
  }

  /** @throws UnusableOutputError */
  async add(lines: readonly RejectedLine[]): Promise<void> {
    this.#output ??= await this.#begin();
    for (const rejected of lines) {
      const { line, symbol, reason, issue } = rejected;
      const cells = [String(line), symbol, reason, issue, await this.#textOf(rejected)];
      this.#output.write(`${cells.map(cell).join(',')}\n`);
    }
    this.lines += lines.length;
    await this.#output.drain();
  }

  /** @throws UnusableOutputError */
  async complete(): Promise<void> {
    await this.#texts.close();
    if (this.#output !== null) return this.#output.complete();
    for (const path of [this.path, partPathOf(this.path)]) await removeOwn(path, HEADER);
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.#texts.close();
    await this.#output?.abandon();
  }

  async #begin(): Promise<OutputFile> {
    const output = await OutputFile.create(this.path);
    output.write(HEADER);
    return output;
  }

  /** The lines of the trades beside a book are short: what the reader kept of them is all. */
  async #textOf({ line, text, file }: RejectedLine): Promise<string> {
    return file !== null || line === 0 ? text : ((await this.#texts.at(line)) ?? text);
  }
}

/** Quoted where it would not be read back as one cell. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
