import { DecimalGrid } from './decimal-grid.js';

/** An instrument of the simulator. */
export interface SimulatedSymbol {
  /** Capitals, digits, dot, dash and underscore; 1 to 32 of them. */
  readonly symbol: string;
  /** Price step in currency units. */
  readonly tickSize: number;
  /** Volume step in the venue's unit. */
  readonly lotSize: number;
  /** Price at the beginning, on the tick grid; the stream stays around it. */
  readonly startPrice: number;
  /** Median size of an order, in lots. */
  readonly medianOrderLots: number;
  /** Standard deviation of the log size of orders. */
  readonly sizeSigma: number;
  /** Many orders are multiples of this many lots; 1 for none. */
  readonly roundLots: number;
  /** Multiplies the rate of the settings for this symbol. */
  readonly activity: number;
}

export const SYMBOL_PATTERN = /^[A-Z0-9._-]{1,32}$/;

/** Smaller prices would let episodes and walks run into zero; smaller orders could not be thinned by degrees. */
export const SYMBOL_BOUNDS = {
  startPriceTicks: [1_000, 100_000_000],
  medianOrderLots: [30, 1_000_000],
  sizeSigma: [0, 1.5],
  roundLots: [1, 1_000_000],
  activity: [0.01, 10],
} as const;

/** What is wrong with an instrument, in words; empty for a sound one. */
export function symbolProblems(spec: SimulatedSymbol): string[] {
  const problems: string[] = [];
  const name = `symbol ${JSON.stringify(spec.symbol)}`;
  if (!SYMBOL_PATTERN.test(spec.symbol)) problems.push(`${name}: expected 1 to 32 of A-Z 0-9 . _ -`);
  const tick = gridOrProblem(spec.tickSize, `${name}: tickSize`, problems);
  gridOrProblem(spec.lotSize, `${name}: lotSize`, problems);
  if (tick !== null) problems.push(...priceProblems(spec.startPrice, tick, name));
  problems.push(
    ...outside(`${name}: medianOrderLots`, spec.medianOrderLots, SYMBOL_BOUNDS.medianOrderLots, true),
    ...outside(`${name}: sizeSigma`, spec.sizeSigma, SYMBOL_BOUNDS.sizeSigma),
    ...outside(`${name}: roundLots`, spec.roundLots, SYMBOL_BOUNDS.roundLots, true),
    ...outside(`${name}: activity`, spec.activity, SYMBOL_BOUNDS.activity),
  );
  return problems;
}

/** One text when `value` is no number (or no whole one, where asked) within the bounds, else none. */
export function outside(
  name: string,
  value: number,
  [low, high]: readonly [number, number],
  whole = false,
): string[] {
  const fits = value >= low && value <= high && (!whole || Number.isInteger(value));
  return fits
    ? []
    : [`${name} ${value}: expected ${whole ? 'a whole number' : 'a number'} from ${low} to ${high}`];
}

function gridOrProblem(step: number, name: string, problems: string[]): DecimalGrid | null {
  try {
    return new DecimalGrid(step);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(`${name}: ${error.message}`);
    return null;
  }
}

function priceProblems(price: number, grid: DecimalGrid, name: string): string[] {
  const ticks = grid.nearest(price);
  if (Number.isFinite(price) && grid.valueOf(ticks) !== price) {
    return [`${name}: startPrice ${price}: expected a multiple of the tick size ${grid.step}`];
  }
  return outside(`${name}: startPrice in ticks`, ticks, SYMBOL_BOUNDS.startPriceTicks);
}
