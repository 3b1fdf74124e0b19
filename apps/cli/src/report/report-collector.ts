import { type AlertMessage } from '@genesis/contracts';
import { ROW_STRIDE, TS, type SnapshotBatch } from '@genesis/market';
import { type BatchResults } from '@genesis/pipeline';
import { ACCEPTED } from '@genesis/validation';
import { InstrumentSeries } from './instrument-series.js';
import { TopAlerts } from './top-alerts.js';

/** Symbols that get charts: the first ones of the data. */
export const CHARTED_SYMBOLS = 64;
export const LISTED_ALERTS = 200;

/** Gathers what the charts and the alert table of a report show; its memory has a bound. */
export class ReportCollector {
  readonly topAlerts = new TopAlerts(LISTED_ALERTS);
  /** Alerts whose rows may still be on their way: the pipeline settles some before it gives the batch back. */
  readonly #unplaced: AlertMessage[] = [];
  readonly #series = new Map<string, InstrumentSeries>();
  /** The same series by instrument index; null for a symbol beyond the bound. */
  readonly #byInstrument: (InstrumentSeries | null)[] = [];

  get series(): readonly InstrumentSeries[] {
    return [...this.#series.values()];
  }

  addBatch(batch: SnapshotBatch, results: BatchResults): void {
    for (let row = 0; row < batch.length; row++) {
      if (results.outcomes[row] !== ACCEPTED) continue;
      const instrument = batch.instruments[row];
      const known = this.#byInstrument[instrument];
      const series = known === undefined ? this.#begin(batch, instrument) : known;
      series?.addRow(batch.rows[row * ROW_STRIDE + TS], results.features, row);
    }
    this.finish();
  }

  addAlert(alert: AlertMessage): void {
    this.topAlerts.add(alert);
    this.#unplaced.push(alert);
  }

  /** Call after the last alert. */
  finish(): void {
    for (const alert of this.#unplaced) this.#series.get(alert.symbol)?.addAlert(alert);
    this.#unplaced.length = 0;
  }

  #begin(batch: SnapshotBatch, instrument: number): InstrumentSeries | null {
    if (this.#series.size === CHARTED_SYMBOLS) return (this.#byInstrument[instrument] = null);
    const series = new InstrumentSeries(batch.symbols.symbolAt(instrument));
    this.#series.set(series.symbol, series);
    return (this.#byInstrument[instrument] = series);
  }
}
