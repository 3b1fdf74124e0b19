import { type Figure, moreIsBetter } from './figure.js';

/** What is kept of a figure to compare later ones with: its ratio, or where it has none its value. */
export interface BaselineEntry {
  readonly bench: string;
  readonly metric: string;
  readonly compared: number;
  readonly spread: number;
}

/** Of a quick run and of a full one: what is measured shortly is measured half warm. */
export interface Baseline {
  readonly quick: readonly BaselineEntry[];
  readonly full: readonly BaselineEntry[];
}

/** A figure that is worse than the baseline by more than noise explains. */
export interface Fall {
  readonly figure: Figure;
  readonly was: number;
  readonly is: number;
  /** Share of the baseline by which it is worse, and how much of that the noise explains. */
  readonly worseBy: number;
  readonly noise: number;
}

/** Two runs on a quiet machine differ by as much whatever their repeats say. */
const LEAST_NOISE = 0.1;
/** Half the quartile distance of a normal distribution is 0.67 of its standard deviation: three of these, of two runs. */
const SPREADS_OF_NOISE = 6;
/** Bytes are the same on every machine; other numbers without a ceiling are not. */
const BYTES = ['B', 'MB'];

/** The figures that hold on any machine, as entries. */
export function baselineOf(figures: readonly Figure[]): BaselineEntry[] {
  return figures.flatMap((figure) => {
    const compared = comparable(figure);
    const { bench, metric, spread } = figure;
    return compared === null ? [] : [{ bench, metric, compared, spread }];
  });
}

/** Those of the figures that fell. What the baseline does not know cannot fall. */
export function fallsFrom(baseline: readonly BaselineEntry[], figures: readonly Figure[]): Fall[] {
  return figures.flatMap((figure) => {
    const is = comparable(figure);
    const entry = baseline.find(({ bench, metric }) => bench === figure.bench && metric === figure.metric);
    if (is === null || entry === undefined) return [];
    const change = is / entry.compared - 1;
    const worseBy = moreIsBetter(figure) ? -change : change;
    const noise = Math.max(LEAST_NOISE, SPREADS_OF_NOISE * Math.hypot(entry.spread, figure.spread));
    return worseBy > noise ? [{ figure, was: entry.compared, is, worseBy, noise }] : [];
  });
}

function comparable({ ratio, value, unit }: Figure): number | null {
  if (ratio !== null) return ratio;
  return BYTES.includes(unit) ? value : null;
}
