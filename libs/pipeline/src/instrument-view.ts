import { type BookView } from '@genesis/detection';
import { PreviousRow, TradeColumns, type RowChanges, type SnapshotBatch } from '@genesis/market';

// As in snapshot-layout.ts: a constant of this file is folded into the code, an imported one is loaded each time.
const ROW_STRIDE = 41;
const TS = 0;

/** The one `BookView` of an instrument: shown row after row, with the row shown before. */
export class InstrumentView implements BookView {
  rows: Float64Array = new Float64Array(0);
  offset = 0;
  previous: Float64Array;
  changes: RowChanges;
  hasPrevious = false;
  previousSequence = 0;
  tsMicros = 0;
  sequence = 0;
  features: Float64Array = new Float64Array(0);
  featureOffset = 0;
  trades = new TradeColumns();
  tradeFrom = 0;
  tradeTo = 0;
  hasTrades = false;
  /** The row shown before, where it is not the last accepted one any more. */
  #kept: PreviousRow | null = null;

  constructor(
    readonly symbol: string,
    readonly accepted: PreviousRow,
  ) {
    this.previous = accepted.values;
    this.changes = accepted;
  }

  show(
    batch: SnapshotBatch,
    row: number,
    features: Float64Array,
    featureOffset: number,
    trades: TradeColumns,
    tradeFrom: number,
    tradeTo: number,
  ): void {
    this.rows = batch.rows;
    this.offset = row * ROW_STRIDE;
    this.tsMicros = batch.rows[this.offset + TS];
    this.sequence = batch.sequences[row];
    this.features = features;
    this.featureOffset = featureOffset;
    this.trades = trades;
    this.tradeFrom = tradeFrom;
    this.tradeTo = tradeTo;
    if (tradeTo > tradeFrom) this.hasTrades = true;
    if (this.#kept !== null) this.#kept.compare(batch.rows, this.offset);
  }

  /** The row at hand is accepted and not shown: what was shown last stays the previous one. */
  passOver(): void {
    if (this.#kept !== null) return;
    this.#kept = new PreviousRow();
    this.#kept.copy(this.accepted);
    this.#follow(this.#kept);
  }

  /** The shown row becomes the previous one, as it becomes the last accepted one. */
  remember(): void {
    this.hasPrevious = true;
    this.previousSequence = this.sequence;
    if (this.#kept === null) return;
    this.#kept = null;
    this.#follow(this.accepted);
  }

  forget(): void {
    this.hasPrevious = false;
  }

  #follow(previous: PreviousRow): void {
    this.previous = previous.values;
    this.changes = previous;
  }
}
