import { type SnapshotBatch, SymbolTable } from '@genesis/market';
import { LF } from '../bytes/ascii.js';
import { FileChunks } from '../bytes/file-chunks.js';
import { isBlankLine } from '../bytes/is-blank-line.js';
import { LineReader } from '../bytes/line-reader.js';
import { parseSeconds } from '../bytes/parse-stamp.js';
import { FORMAT_TITLES } from '../format-names.js';
import { LINES_PER_FILL, orderedBatches, type RowFiller } from '../order/ordered-batches.js';
import { refusingNoRows } from '../order/refusing-no-rows.js';
import { TimeOrder } from '../order/time-order.js';
import { type RowInput, type RowStream } from '../row-stream.js';
import { type SourceDescription } from '../snapshot-source.js';
import { lineSpan } from '../span/line-span.js';
import { textEdges } from '../span/text-edges.js';
import { lostRow } from '../table/lost-row.js';
import { UnusableInputError } from '../unusable-input.error.js';
import { LobsterDecoder } from './lobster-decoder.js';
import { type LobsterPair } from './lobster-pair.js';

/** What a pair is read with. */
export interface LobsterSettings {
  readonly symbol: string;
  readonly batchRows: number;
  readonly reorderMicros: number;
}

/** A LOBSTER pair: row n of the book is the state after message n. */
export class LobsterInput implements RowInput {
  readonly path: string;
  readonly totalBytes: number;
  readonly symbol: string;

  constructor(
    readonly pair: LobsterPair,
    readonly settings: LobsterSettings,
  ) {
    this.path = pair.bookPath;
    this.totalBytes = pair.totalBytes;
    this.symbol = settings.symbol;
  }

  async describe(): Promise<SourceDescription> {
    const span = lineSpan(await textEdges(this.pair.messagePath), (line) => {
      const [time] = line.split(',');
      const micros = parseSeconds(Buffer.from(time), 0, time.length);
      return { tsMicros: this.pair.midnightMicros + micros, symbol: this.symbol };
    });
    const name = `${FORMAT_TITLES.lobster} ${this.path}`;
    return { name, format: 'lobster', ...span, symbols: [this.symbol] };
  }

  start(): RowStream {
    return new LobsterStream(this);
  }
}

class LobsterStream implements RowStream, RowFiller {
  readonly #messages: LineReader;
  readonly #books: LineReader;
  readonly #symbols = new SymbolTable();
  readonly #decoder: LobsterDecoder;
  /** Empty lines in both files since the last other line. */
  #blankPairs = 0;

  constructor(readonly input: LobsterInput) {
    const { pair, symbol } = input;
    this.#messages = new LineReader(new FileChunks(pair.messagePath));
    this.#books = new LineReader(new FileChunks(pair.bookPath));
    const instrument = this.#symbols.add(symbol);
    this.#decoder = new LobsterDecoder(pair.messageFields, pair.bookFields, instrument, pair.midnightMicros);
  }

  get bytesRead(): number {
    return this.#messages.file.bytesRead + this.#books.file.bytesRead;
  }

  async *batches(): AsyncGenerator<SnapshotBatch, void, void> {
    const { batchRows, reorderMicros } = this.input.settings;
    const order = new TimeOrder(this.input.path, batchRows, this.#symbols, reorderMicros);
    try {
      yield* refusingNoRows(this.input.path, orderedBatches(this, order, batchRows));
    } finally {
      await this.#messages.close();
      await this.#books.close();
    }
  }

  async fill(order: TimeOrder): Promise<boolean> {
    const moreMessages = !this.#messages.exhausted || (await this.#messages.refill());
    const moreBooks = !this.#books.exhausted || (await this.#books.refill());
    if (!moreMessages && !moreBooks) return false;
    if (!moreMessages || !moreBooks) return await this.#endUnequal(moreMessages);
    if (this.#messages.overlongBytes > 0 || this.#books.overlongBytes > 0) this.#loseOverlong(order);
    else this.#decodeLines(order);
    return true;
  }

  #decodeLines(order: TimeOrder): void {
    const messages = this.#messages;
    const books = this.#books;
    for (
      let left = LINES_PER_FILL;
      left > 0 && messages.pos < messages.end && books.pos < books.end;
      left--
    ) {
      if (skipBlankPair(messages, books)) {
        this.#blankPairs++;
        continue;
      }
      this.#loseBlankPairs(order.window.batch);
      order.makeRoom();
      const { batch } = order.window;
      const rows = batch.length;
      this.#decoder.decode(messages, books, batch);
      if (batch.length > rows) order.admit();
    }
  }

  /** Empty lines in both files are nothing at the end and lost rows before others. */
  #loseBlankPairs(batch: SnapshotBatch): void {
    const issue = 'an empty line in both files';
    for (; this.#blankPairs > 0; this.#blankPairs--)
      this.#lose(this.#books.line - this.#blankPairs + 1, '', issue, batch);
  }

  /** A line of either file is too long: the pair is lost. */
  #loseOverlong(order: TimeOrder): void {
    const { batch } = order.window;
    this.#loseBlankPairs(batch);
    const readers = [this.#messages, this.#books];
    const overlong = readers.find(({ overlongBytes }) => overlongBytes > 0)!;
    const faults = readers.map((reader) =>
      reader.overlongBytes > 0 ? reader.takeOverlong() : skipLine(reader),
    );
    const { text, issue } = faults[readers.indexOf(overlong)]!;
    this.#lose(this.#books.line, text, issue, batch);
  }

  #lose(position: number, text: string, issue: string, batch: SnapshotBatch): void {
    const symbol = this.input.symbol;
    batch.defects.push(lostRow({ row: batch.length, code: 'UNDECODABLE', position, symbol, text, issue }));
  }

  /** One file has come to its end: what the other still has must be empty lines. */
  async #endUnequal(moreMessages: boolean): Promise<false> {
    const line = this.#books.line - this.#blankPairs + 1;
    if (await onlyBlankLines(moreMessages ? this.#messages : this.#books)) return false;
    throw this.#unequal(moreMessages, line);
  }

  #unequal(moreMessages: boolean, line: number): UnusableInputError {
    const { messagePath, bookPath } = this.input.pair;
    const [longer, shorter] = moreMessages ? [messagePath, bookPath] : [bookPath, messagePath];
    return new UnusableInputError(
      shorter,
      line,
      `ends before ${longer}, expected a line for each line of it`,
    );
  }
}

/** Passes over an empty line in both files; false where either of them is not. */
function skipBlankPair(messages: LineReader, books: LineReader): boolean {
  if (!isBlankLine(messages.bytes, messages.pos) || !isBlankLine(books.bytes, books.pos)) return false;
  skipLine(messages);
  skipLine(books);
  return true;
}

function skipLine(reader: LineReader): null {
  reader.pos = reader.bytes.indexOf(LF, reader.pos) + 1;
  reader.line++;
  return null;
}

/** Whether a file holds nothing but empty lines from here on. */
async function onlyBlankLines(reader: LineReader): Promise<boolean> {
  for (;;) {
    if (reader.exhausted && !(await reader.refill())) return true;
    if (!isBlankLine(reader.bytes, reader.pos)) return false;
    skipLine(reader);
  }
}
