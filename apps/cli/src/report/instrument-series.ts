import { ASK_DEPTH, BID_DEPTH, FEATURE_COUNT, MID_PRICE, OBI, SPREAD } from '@genesis/analytics';
import { SEVERITIES, SIGNAL_TYPES, type AlertMessage } from '@genesis/contracts';
import { microsFromSeconds } from '@genesis/market';
import { TimeBins, type BinColumn } from './time-bins.js';

/** One symbol's accepted rows and alerts, gathered in bins of time. */
export class InstrumentSeries {
  readonly bins = new TimeBins();
  readonly rows = this.#sums();
  /** Rows with both best prices; mid price and spread are of these. */
  readonly pricedRows = this.#sums();
  readonly midSum = this.#sums();
  readonly midLowest = this.bins.column(Infinity, Math.min);
  readonly midHighest = this.bins.column(-Infinity, Math.max);
  readonly spreadSum = this.#sums();
  readonly bidDepthSum = this.#sums();
  readonly askDepthSum = this.#sums();
  readonly obiSum = this.#sums();
  /** One column per signal type. */
  readonly alerts = SIGNAL_TYPES.map(() => this.#sums());
  /** Index into `SEVERITIES` of the gravest alert; -1 where there is none. */
  readonly severity = this.bins.column(-1, Math.max);

  constructor(readonly symbol: string) {}

  addRow(tsMicros: number, features: Float64Array, row: number): void {
    const bin = this.bins.locate(tsMicros);
    const at = row * FEATURE_COUNT;
    this.rows.values[bin]++;
    this.bidDepthSum.values[bin] += features[at + BID_DEPTH];
    this.askDepthSum.values[bin] += features[at + ASK_DEPTH];
    this.obiSum.values[bin] += features[at + OBI];
    const mid = features[at + MID_PRICE];
    if (!Number.isNaN(mid)) this.#addPrices(bin, mid, features[at + SPREAD]);
  }

  addAlert({ timestamp, type, severity }: AlertMessage): void {
    const bin = this.bins.locate(microsFromSeconds(timestamp));
    this.alerts[SIGNAL_TYPES.indexOf(type)].values[bin]++;
    const { values } = this.severity;
    values[bin] = Math.max(values[bin], SEVERITIES.indexOf(severity));
  }

  #addPrices(bin: number, mid: number, spread: number): void {
    this.pricedRows.values[bin]++;
    this.midSum.values[bin] += mid;
    this.spreadSum.values[bin] += spread;
    this.midLowest.values[bin] = Math.min(this.midLowest.values[bin], mid);
    this.midHighest.values[bin] = Math.max(this.midHighest.values[bin], mid);
  }

  #sums(): BinColumn {
    return this.bins.column(0, (a, b) => a + b);
  }
}
