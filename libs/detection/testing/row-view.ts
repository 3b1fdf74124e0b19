import { createFeatureEngine, FEATURE_COUNT, type FeatureEngine } from '@genesis/analytics';
import { type ProfileName } from '@genesis/contracts';
import { MICROS_PER_SECOND, PreviousRow, ROW_STRIDE, TradeColumns, TS } from '@genesis/market';
import { type BookView } from '../src/book-view.js';

/** Where the seconds of specs begin. */
const EPOCH_MICROS = 1_700_000_000 * MICROS_PER_SECOND;

export function microsAt(seconds: number): number {
  return EPOCH_MICROS + Math.round(seconds * MICROS_PER_SECOND);
}

export function secondsAt(tsMicros: number): number {
  return (tsMicros - EPOCH_MICROS) / MICROS_PER_SECOND;
}

/** A trade shown with a row. */
export interface ShownTrade {
  readonly price: number;
  readonly size: number;
}

/** A `BookView` that specs show one row after the other, as the pipeline does, features included. */
export class RowView implements BookView {
  readonly symbol = 'TEST';
  rows = new Float64Array(ROW_STRIDE);
  readonly offset = 0;
  readonly changes = new PreviousRow();
  readonly previous = this.changes.values;
  hasPrevious = false;
  previousSequence = 0;
  tsMicros = 0;
  sequence = 0;
  readonly features = new Float64Array(FEATURE_COUNT);
  readonly featureOffset = 0;
  readonly trades = new TradeColumns();
  readonly tradeFrom = 0;
  tradeTo = 0;
  hasTrades = false;
  readonly #engine: FeatureEngine;
  #shown = false;

  constructor(profile: ProfileName = 'calibrated') {
    this.#engine = createFeatureEngine(profile);
  }

  /** Makes `row` the current one, and the one that was current before the previous one. */
  show(row: Float64Array, trades: readonly ShownTrade[] = []): this {
    if (this.#shown) this.#remember();
    else if (this.sequence > 0) this.changes.keep(this.rows, 0);
    this.#shown = true;
    this.rows.set(row);
    this.changes.compare(this.rows, 0);
    this.tsMicros = row[TS];
    this.sequence++;
    this.trades.clear();
    for (const { price, size } of trades) this.trades.push(0, row[TS], price, size, 0);
    this.tradeTo = trades.length;
    if (trades.length > 0) this.hasTrades = true;
    this.#engine.update(this.rows, 0, this.trades, 0, this.tradeTo, this.features, 0);
    return this;
  }

  /** A gap in time, as the pipeline handles it: the next row has none before it. */
  forget(): void {
    this.hasPrevious = false;
    this.#shown = false;
    this.#engine.reset();
  }

  #remember(): void {
    this.changes.keep(this.rows, 0);
    this.hasPrevious = true;
    this.previousSequence = this.sequence;
  }
}
