import { rm } from 'node:fs/promises';
import { formatStamp } from '@genesis/ingest';
import {
  type SnapshotBatch,
  TRADE_AGGRESSOR,
  TRADE_PRICE,
  TRADE_SIZE,
  TRADE_STRIDE,
  TRADE_TS,
} from '@genesis/market';
import { OutputFile } from '../output/output-file.js';

const HEADER = 'ts,side,price,size\n';

/** `X.trades.csv[.gz]` for `X.csv[.gz]`: where the trades of a book are looked for. */
export function tradesPathOf(csvPath: string): string {
  return csvPath.replace(/\.csv(\.gz)?$/, '.trades.csv$1');
}

/** The trades of a book as the CSV beside it; made with the first trade. */
export class TradesFile {
  trades = 0;
  /** Trades whose aggressor is unknown: the format has no word for that. */
  sideless = 0;
  #output: OutputFile | null = null;
  #pending = '';
  #dropped = false;

  constructor(readonly path: string) {}

  /** Keeps the trades of a batch; `drain` writes them. */
  add({ trades: { values, length } }: SnapshotBatch): void {
    if (this.#dropped) return;
    for (let trade = 0; trade < length; trade++) {
      const at = trade * TRADE_STRIDE;
      const aggressor = values[at + TRADE_AGGRESSOR];
      if (aggressor === 0) {
        this.sideless++;
        continue;
      }
      const side = aggressor > 0 ? 'buy' : 'sell';
      this.#pending += `${formatStamp(values[at + TRADE_TS])},${side},${values[at + TRADE_PRICE]},${values[at + TRADE_SIZE]}\n`;
      this.trades++;
    }
  }

  /** @throws UnusableOutputError */
  async drain(): Promise<void> {
    if (this.#pending === '') return;
    if (this.#output === null) {
      this.#output = await OutputFile.create(this.path);
      this.#output.write(HEADER);
    }
    this.#output.write(this.#pending);
    this.#pending = '';
    await this.#output.drain();
  }

  /** The book has several symbols after all: a file of trades names none, so there will be none. */
  drop(): void {
    this.#dropped = true;
    this.#pending = '';
    this.trades = this.sideless = 0;
  }

  /** An older file of that name would be read along with the book: without trades it goes. @throws UnusableOutputError */
  async complete(): Promise<void> {
    await this.drain();
    if (this.#dropped) await this.abandon();
    if (this.#output === null) await rm(this.path, { force: true });
    else await this.#output.complete();
  }

  async abandon(): Promise<void> {
    await this.#output?.abandon();
    this.#output = null;
  }
}
