import { type EventEmitter } from 'node:events';
import { SnapshotBatch, SymbolTable, TRADE_STRIDE } from '@genesis/market';
import { errorOf } from './error-note.js';
import { Mailbox } from './mailbox.js';
import { type FilledSlot, type FromReader, type ToReader } from './thread-messages.js';

/** What is asked of a thread. */
export interface ReadingThread extends Pick<EventEmitter, 'on'> {
  postMessage(message: ToReader): void;
}

/** The consumer's side of a reading thread. */
export class ReceivedBatches {
  /** What the thread's source had read when it gave the batch taken last. */
  bytesRead = 0;
  readonly #symbols = new SymbolTable();
  readonly #batches: SnapshotBatch[] = [];
  readonly #said = new Mailbox<FromReader>();
  /** Slot of the batch that the consumer has. */
  #lent = -1;
  readonly #gone: Promise<void>;

  constructor(readonly thread: ReadingThread) {
    thread.on('message', (said: FromReader) => this.#said.put(said));
    thread.on('error', (error: Error) => this.#end(error));
    this.#gone = new Promise((resolve) => {
      thread.on('exit', (code: number) => {
        this.#end(new Error(`the thread that reads ended with code ${code} before it was through`));
        resolve();
      });
    });
  }

  /**
   * The next batch, after which the one before is overwritten; null at the end.
   * @throws what the thread's source threw, or what ended the thread
   */
  async next(): Promise<SnapshotBatch | null> {
    if (this.#lent >= 0) this.#tell({ kind: 'free', slot: this.#lent });
    this.#lent = -1;
    const said = await this.#said.take();
    if (said.kind === 'filled') return this.#receive(said);
    if (said.error !== null) throw errorOf(said.error);
    return null;
  }

  /** Resolves when the thread has closed its files and is gone. */
  stop(): Promise<void> {
    this.#tell({ kind: 'stop' });
    return this.#gone;
  }

  #receive({
    slot,
    columns,
    capacity,
    length,
    newSymbols,
    defects,
    trades,
    bytesRead,
  }: FilledSlot): SnapshotBatch {
    for (const symbol of newSymbols) this.#symbols.add(symbol);
    if (columns !== null) this.#batches[slot] = new SnapshotBatch(capacity, this.#symbols, columns);
    const batch = this.#batches[slot];
    batch.clear();
    batch.length = length;
    batch.defects.push(...defects);
    if (trades !== null) batch.trades.values = trades;
    batch.trades.length = trades === null ? 0 : trades.length / TRADE_STRIDE;
    this.#lent = slot;
    this.bytesRead = bytesRead;
    return batch;
  }

  #tell(message: ToReader): void {
    this.thread.postMessage(message);
  }

  #end(error: Error): void {
    this.#said.put({ kind: 'ended', error: { kind: 'other', error } });
  }
}
