import { type BookView } from '@genesis/detection';
import { ROW_STRIDE, TS, TradeColumns, type SnapshotBatch } from '@genesis/market';

/** The one `BookView` of an instrument: shown row after row, with a copy of the accepted row before. */
export class InstrumentView implements BookView {
  rows: Float64Array = new Float64Array(0);
  offset = 0;
  readonly previous = new Float64Array(ROW_STRIDE);
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

  constructor(readonly symbol: string) {}

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
  }

  /** Keeps the shown row as the previous one. */
  remember(): void {
    const { rows, offset, previous } = this;
    for (let i = 0; i < ROW_STRIDE; i++) previous[i] = rows[offset + i];
    this.hasPrevious = true;
    this.previousSequence = this.sequence;
  }

  forget(): void {
    this.hasPrevious = false;
  }
}
