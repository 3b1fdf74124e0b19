import { type InstrumentSeries } from './instrument-series.js';

/** The means of one non-empty bin; prices are NaN where no row of the bin had both best prices. */
export interface BinPoint {
  readonly bin: number;
  readonly startMicros: number;
  readonly centreMicros: number;
  readonly rows: number;
  readonly mid: number;
  readonly midLowest: number;
  readonly midHighest: number;
  readonly spread: number;
  readonly bidDepth: number;
  readonly askDepth: number;
  readonly obi: number;
}

/** The bins of a series that rows fell into, in order of time. */
export function binPoints(series: InstrumentSeries): BinPoint[] {
  const points: BinPoint[] = [];
  for (let bin = 0; bin < series.bins.length; bin++) {
    if (series.rows.values[bin] > 0) points.push(pointOf(series, bin));
  }
  return points;
}

function pointOf(series: InstrumentSeries, bin: number): BinPoint {
  const { bins } = series;
  const rows = series.rows.values[bin];
  const pricedRows = series.pricedRows.values[bin];
  const startMicros = bins.startMicros(bin);
  return {
    bin,
    startMicros,
    centreMicros: startMicros + bins.widthMicros / 2,
    rows,
    mid: series.midSum.values[bin] / pricedRows,
    midLowest: pricedRows > 0 ? series.midLowest.values[bin] : NaN,
    midHighest: pricedRows > 0 ? series.midHighest.values[bin] : NaN,
    spread: series.spreadSum.values[bin] / pricedRows,
    bidDepth: series.bidDepthSum.values[bin] / rows,
    askDepth: series.askDepthSum.values[bin] / rows,
    obi: series.obiSum.values[bin] / rows,
  };
}
