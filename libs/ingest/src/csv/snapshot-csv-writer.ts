import { type SnapshotBatch } from '@genesis/market';
import { CSV_COLUMNS } from '../formats/csv-format.js';
import { PartFile } from './part-file.js';
import { rowText } from './row-text.js';

export interface SnapshotCsvOptions {
  /** Adds a `symbol` column, for rows of more than one symbol. Default false. */
  readonly symbolColumn?: boolean;
}

/**
 * Writes snapshots as the 41-column CSV with header, gzip where the name ends in `.gz`. The file appears under
 * its name only when `close` has made it whole. Reading it back gives the same doubles.
 */
export class SnapshotCsvWriter {
  readonly #file: PartFile;
  readonly #symbolColumn: boolean;
  #begun = false;

  constructor(path: string, { symbolColumn = false }: SnapshotCsvOptions = {}) {
    this.#file = new PartFile(path);
    this.#symbolColumn = symbolColumn;
  }

  /** Takes the batch's rows before it resolves; waits while the disk is behind. @throws the file system's error */
  async write(batch: SnapshotBatch): Promise<void> {
    let text = this.#begin();
    for (let row = 0; row < batch.length; row++) text += this.#line(batch, row);
    await this.#file.write(text);
  }

  /** @throws the file system's error; nothing is left behind then */
  async close(): Promise<void> {
    if (!this.#begun) await this.#file.write(this.#begin());
    await this.#file.close();
  }

  /** Gives the file up and leaves nothing behind. */
  abort(): Promise<void> {
    return this.#file.abort();
  }

  /** The header, once. */
  #begin(): string {
    if (this.#begun) return '';
    this.#begun = true;
    const columns = this.#symbolColumn ? [...CSV_COLUMNS, 'symbol'] : CSV_COLUMNS;
    return `${columns.join(',')}\n`;
  }

  #line(batch: SnapshotBatch, row: number): string {
    const text = rowText(batch.rows, row);
    if (!this.#symbolColumn) return `${text}\n`;
    return `${text},${cell(batch.symbols.symbolAt(batch.instruments[row]))}\n`;
  }
}

/** Quoted where a comma in it would look like the next field. */
function cell(symbol: string): string {
  return symbol.includes(',') ? `"${symbol}"` : symbol;
}
