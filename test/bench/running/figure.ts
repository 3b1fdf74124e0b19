import { median, relativeSpread } from './statistics.js';

/** One measured number, as a JSON line. */
export interface Figure {
  readonly bench: string;
  readonly metric: string;
  readonly value: number;
  /** Units that end in `/s` are better when they are more, all others when they are less. */
  readonly unit: string;
  /** What the machine gave in the same run without our code, in the same unit; null where there is no such thing. */
  readonly ceiling: number | null;
  /** Median of value / ceiling, repeat by repeat; null without a ceiling. */
  readonly ratio: number | null;
  readonly median_of: number;
  /** Half the distance between the quartiles of the ratio (without a ceiling: of the value), as a share of the median. */
  readonly spread: number;
}

/** What the repeats gave; `ceilings` is empty or has one for each value. */
export interface Samples {
  readonly values: readonly number[];
  readonly ceilings: readonly number[];
}

export function figureOf(bench: string, metric: string, unit: string, samples: Samples): Figure {
  const { values, ceilings } = samples;
  const ratios = ceilings.map((ceiling, repeat) => values[repeat] / ceiling);
  return {
    bench,
    metric,
    value: rounded(median(values)),
    unit,
    ceiling: ceilings.length === 0 ? null : rounded(median(ceilings)),
    ratio: ratios.length === 0 ? null : rounded(median(ratios)),
    median_of: values.length,
    spread: rounded(relativeSpread(ratios.length === 0 ? values : ratios)),
  };
}

export function moreIsBetter({ unit }: Pick<Figure, 'unit'>): boolean {
  return unit.endsWith('/s');
}

/** To four significant digits: what is behind them is noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
