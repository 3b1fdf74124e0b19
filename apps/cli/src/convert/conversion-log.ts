import { type SnapshotBatch, type LostRow } from '@genesis/market';
import { formatCount } from '../output/format.js';

/** Lines that are named one by one; more are counted. */
const LINES_NAMED = 20;

/** Counts rows and keeps what is said of the lines that gave none. */
export class ConversionLog {
  rows = 0;
  lostLines = 0;
  #named: string[] = [];

  restart(): void {
    this.rows = 0;
    this.lostLines = 0;
    this.#named = [];
  }

  add(batch: SnapshotBatch): void {
    this.rows += batch.length;
    for (const defect of batch.defects) if (defect.kind === 'lost') this.#addLost(defect);
  }

  /** One line for each of the first, and what became of the others. */
  warnings(): string {
    const more = this.lostLines - this.#named.length;
    const rest = more > 0 ? [`warning: ${formatCount(more)} more unreadable lines`] : [];
    return [...this.#named, ...rest].map((line) => `${line}\n`).join('');
  }

  #addLost({ position, symbol, code, issue }: LostRow): void {
    this.lostLines++;
    if (this.#named.length < LINES_NAMED) {
      this.#named.push(`warning: ${symbol}, line ${position} left out: ${code}: ${issue}`);
    }
  }
}
