import { type SnapshotBatch, SymbolTable } from '@genesis/market';
import { FileChunks } from '../bytes/file-chunks.js';
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
    const moreMessages = await hasLine(this.#messages);
    const moreBooks = await hasLine(this.#books);
    if (moreMessages !== moreBooks) throw this.#unequal(moreMessages);
    if (moreBooks) this.#decodeLines(order);
    return moreBooks;
  }

  #decodeLines(order: TimeOrder): void {
    const messages = this.#messages;
    const books = this.#books;
    for (
      let left = LINES_PER_FILL;
      left > 0 && messages.pos < messages.end && books.pos < books.end;
      left--
    ) {
      order.makeRoom();
      const { batch } = order.window;
      const rows = batch.length;
      this.#decoder.decode(messages, books, batch);
      if (batch.length > rows) order.admit();
    }
  }

  #unequal(moreMessages: boolean): UnusableInputError {
    const { messagePath, bookPath } = this.input.pair;
    const [longer, shorter] = moreMessages ? [messagePath, bookPath] : [bookPath, messagePath];
    const line = this.#books.line + 1;
    return new UnusableInputError(
      shorter,
      line,
      `ends before ${longer}, expected a line for each line of it`,
    );
  }
}

/** Whether one more line stands at the reader's place; empty ones at the end do not count. */
async function hasLine(reader: LineReader): Promise<boolean> {
  if (reader.exhausted && !(await reader.refill())) return false;
  if (reader.bytes.subarray(reader.pos, reader.end).toString('latin1', 0, 2).trim() !== '') return true;
  reader.pos = reader.bytes.indexOf(10, reader.pos) + 1;
  return hasLine(reader);
}
