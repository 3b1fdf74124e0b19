import { createFeatureEngine, FEATURE_COUNT, type FeatureEngine } from '@genesis/analytics';
import { type ProfileName } from '@genesis/contracts';
import {
  ASK_PRICE,
  ASK_VOLUME,
  BID_PRICE,
  BID_VOLUME,
  LEVELS,
  MICROS_PER_SECOND,
  ROW_STRIDE,
  TradeColumns,
  TS,
} from '@genesis/market';
import { type BookView } from '../book-view.js';

/** Where the seconds of specs begin. */
const EPOCH_MICROS = 1_700_000_000 * MICROS_PER_SECOND;

export function microsAt(seconds: number): number {
  return EPOCH_MICROS + Math.round(seconds * MICROS_PER_SECOND);
}

export function secondsAt(tsMicros: number): number {
  return (tsMicros - EPOCH_MICROS) / MICROS_PER_SECOND;
}

/** Price and volume of a level. */
export type Level = readonly [price: number, volume: number];

/** A trade shown with a row. */
export interface ShownTrade {
  readonly price: number;
  readonly size: number;
}

/** A snapshot row from lists of levels, best first; levels that are not listed are absent. */
export function bookRow(seconds: number, bids: readonly Level[], asks: readonly Level[]): Float64Array {
  const row = new Float64Array(ROW_STRIDE);
  row[TS] = microsAt(seconds);
  fillSide(row, BID_PRICE, BID_VOLUME, bids);
  fillSide(row, ASK_PRICE, ASK_VOLUME, asks);
  return row;
}

/** Levels beside each other, from `best` on by `step`, of these volumes. */
export function ladder(best: number, step: number, volumes: readonly number[]): Level[] {
  return volumes.map((volume, level) => [Math.round((best + level * step) * 1e8) / 1e8, volume]);
}

function fillSide(row: Float64Array, prices: number, volumes: number, levels: readonly Level[]): void {
  for (let level = 0; level < LEVELS; level++) {
    row[prices + level] = levels[level]?.[0] ?? NaN;
    row[volumes + level] = levels[level]?.[1] ?? 0;
  }
}

/** A `BookView` that specs show one row after the other, as the pipeline does, features included. */
export class RowView implements BookView {
  readonly symbol = 'TEST';
  rows = new Float64Array(ROW_STRIDE);
  readonly offset = 0;
  readonly previous = new Float64Array(ROW_STRIDE);
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

  constructor(profile: ProfileName = 'calibrated') {
    this.#engine = createFeatureEngine(profile);
  }

  /** Makes `row` the current one, and the one that was current before the previous one. */
  show(row: Float64Array, trades: readonly ShownTrade[] = []): this {
    if (this.sequence > 0) this.#remember();
    this.rows.set(row);
    this.tsMicros = row[TS];
    this.sequence++;
    this.trades.clear();
    for (const { price, size } of trades) this.trades.push(0, row[TS], price, size, 0);
    this.tradeTo = trades.length;
    if (trades.length > 0) this.hasTrades = true;
    this.#engine.update(this.rows, 0, this.trades, 0, this.tradeTo, this.features, 0);
    return this;
  }

  #remember(): void {
    this.previous.set(this.rows);
    this.hasPrevious = true;
    this.previousSequence = this.sequence;
  }
}
