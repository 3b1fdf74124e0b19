import { type SnapshotBatch, SymbolTable } from '@genesis/market';
import { FileChunks } from '../bytes/file-chunks.js';
import { LineReader } from '../bytes/line-reader.js';
import { type FileHead } from '../file-head.js';
import { FORMAT_TITLES } from '../format-names.js';
import { type TableFormat } from '../formats/table-format.js';
import { LINES_PER_FILL, orderedBatches, type RowFiller } from '../order/ordered-batches.js';
import { TimeOrder } from '../order/time-order.js';
import { type RowInput, type RowStream } from '../row-stream.js';
import { type SourceDescription } from '../snapshot-source.js';
import { spanOfTable } from '../span/span-of-table.js';
import { TradeFeed } from '../trades/trade-feed.js';
import { refusingNoRows } from '../order/refusing-no-rows.js';
import { lostRow } from './lost-row.js';
import { type RowDecoder } from './row-decoder.js';
import { type TableLayout } from './table-layout.js';

/** What a table is read with. */
export interface TableSettings {
  readonly batchRows: number;
  readonly reorderMicros: number;
  /** Path of the trades beside the book, null for none. */
  readonly tradesPath: string | null;
  readonly totalBytes: number;
}

/** A book in one comma-separated file. */
export class TableInput implements RowInput {
  readonly path: string;
  readonly totalBytes: number;
  readonly symbol: string | null;

  constructor(
    head: FileHead,
    readonly format: TableFormat,
    readonly layout: TableLayout,
    readonly settings: TableSettings,
  ) {
    this.path = head.path;
    this.totalBytes = settings.totalBytes;
    this.symbol = layout.symbol;
  }

  async describe(): Promise<SourceDescription> {
    const span = await spanOfTable(this.layout);
    return { name: `${FORMAT_TITLES[this.format.name]} ${this.path}`, format: this.format.name, ...span };
  }

  start(): RowStream {
    return new TableStream(this);
  }
}

class TableStream implements RowStream, RowFiller {
  readonly #reader: LineReader;
  readonly #symbols = new SymbolTable();
  readonly #decoder: RowDecoder;

  constructor(readonly input: TableInput) {
    this.#reader = new LineReader(new FileChunks(input.path));
    this.#decoder = input.format.createDecoder(input.layout, this.#symbols);
  }

  get bytesRead(): number {
    return this.#reader.file.bytesRead;
  }

  async *batches(): AsyncGenerator<SnapshotBatch, void, void> {
    const { batchRows, reorderMicros, tradesPath } = this.input.settings;
    const order = new TimeOrder(this.input.path, batchRows, this.#symbols, reorderMicros);
    const trades = tradesPath === null ? null : new TradeFeed(tradesPath);
    try {
      for (let line = 0; line < this.input.layout.headerLines; line++) await this.#reader.nextLine();
      for await (const batch of refusingNoRows(this.input.path, orderedBatches(this, order, batchRows))) {
        if (trades === null) yield batch;
        else yield* trades.attachedTo(batch);
      }
    } finally {
      await this.#reader.close();
      await trades?.close();
    }
  }

  async fill(order: TimeOrder): Promise<boolean> {
    const more = !this.#reader.exhausted || (await this.#reader.refill());
    if (more && this.#reader.overlongBytes > 0) this.#loseOverlong(order.window.batch);
    else if (more) this.#decodeLines(order);
    else this.#finish(order);
    return more;
  }

  #decodeLines(order: TimeOrder): void {
    const reader = this.#reader;
    for (let left = LINES_PER_FILL; left > 0 && reader.pos < reader.end; left--) {
      order.makeRoom();
      const { batch } = order.window;
      const rows = batch.length;
      reader.pos = this.#decoder.decodeLine(reader.bytes, reader.pos, ++reader.line, batch);
      if (batch.length > rows) order.admit();
    }
  }

  #loseOverlong(batch: SnapshotBatch): void {
    const fault = this.#reader.takeOverlong();
    const symbol = this.input.symbol ?? '';
    batch.defects.push(lostRow({ row: batch.length, position: this.#reader.line, symbol, ...fault }));
  }

  #finish(order: TimeOrder): void {
    order.makeRoom();
    const { batch } = order.window;
    const rows = batch.length;
    this.#decoder.finish(batch);
    if (batch.length > rows) order.admit();
  }
}
