import { ROW_STRIDE, SnapshotBatch, SymbolTable, TS } from '@genesis/market';
import { simulatedRows } from './simulated-rows.js';

/** Rows of one simulated book; forth and back they make an endless one without a jump. */
const TEMPLATE_ROWS = 20_000;
/** Symbols begin so many rows apart in it, so that no two of them show the same at the same time. */
const ROWS_APART = 977;

/**
 * As many symbols as wanted for as long as wanted, out of one simulated book: they take turns, each at its own place in it,
 * and time runs as in that book. A batch costs a copy of its rows.
 */
export class EndlessMarket {
  readonly batch: SnapshotBatch;
  #tsMicros: number;
  #gapMicros = 0;
  #tick = 0;
  #symbol = 0;

  private constructor(
    readonly template: Float64Array,
    readonly symbols: number,
  ) {
    const names = Array.from({ length: symbols }, (_, index) => `S${index}`);
    this.batch = new SnapshotBatch(1_024, new SymbolTable(names));
    this.#tsMicros = template[TS];
  }

  /** @param quiet nothing is staged in the book */
  static async create(symbols: number, quiet = false): Promise<EndlessMarket> {
    const { batches } = await simulatedRows(TEMPLATE_ROWS, 1, quiet);
    const template = new Float64Array(TEMPLATE_ROWS * ROW_STRIDE);
    let at = 0;
    for (const { rows, length } of batches) {
      const part = rows.subarray(0, Math.min(length * ROW_STRIDE, template.length - at));
      template.set(part, at);
      at += part.length;
    }
    return new EndlessMarket(template, symbols);
  }

  /** The batch, filled with the next rows. */
  next(): SnapshotBatch {
    const { batch, template } = this;
    batch.clear();
    while (!batch.full) {
      if (this.#symbol === 0) this.#beginTick();
      const from = ROW_STRIDE * placeAt(this.#tick + this.#symbol * ROWS_APART);
      const row = batch.length++;
      batch.rows.set(template.subarray(from, from + ROW_STRIDE), row * ROW_STRIDE);
      batch.rows[row * ROW_STRIDE + TS] =
        this.#tsMicros + Math.floor((this.#gapMicros * this.#symbol) / this.symbols);
      batch.instruments[row] = this.#symbol;
      batch.sequences[row] = this.#tick;
      this.#symbol = (this.#symbol + 1) % this.symbols;
    }
    return batch;
  }

  /** Within a tick each symbol has its turn; the next one comes after as long as in the book. */
  #beginTick(): void {
    this.#tsMicros += this.#gapMicros;
    this.#tick++;
    const from = placeAt(this.#tick);
    const to = placeAt(this.#tick + 1);
    this.#gapMicros = Math.abs(this.template[to * ROW_STRIDE + TS] - this.template[from * ROW_STRIDE + TS]);
  }
}

/** Row of the template for any whole number: there and back again. */
function placeAt(step: number): number {
  const period = 2 * (TEMPLATE_ROWS - 1);
  const within = step % period;
  return within < TEMPLATE_ROWS ? within : period - within;
}
