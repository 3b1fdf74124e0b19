/** Maps values to pixels on a straight line. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** In pixels, to a tenth; values beyond the ends stop at them. NaN for NaN. */
  pixel(value: number): number;
}

export function linearScale(from: number, to: number, pixelFrom: number, pixelTo: number): Scale {
  const factor = to === from ? 0 : (pixelTo - pixelFrom) / (to - from);
  return {
    from,
    to,
    pixel: (value) => {
      const inside = Math.min(Math.max(value, from), to);
      return Math.round((pixelFrom + (inside - from) * factor) * 10) / 10;
    },
  };
}

/** The share of values at either end that may be cut off. */
const CUT_SHARE = 0.02;
/** How far beyond the rest, in spans of the rest, a value has to lie to be cut off. */
const CUT_SPANS = 1.5;

/** Lowest and highest of all numbers, and the range [low, high] that leaves out a few far beyond the others. */
export function robustRange(values: readonly number[]): {
  readonly low: number;
  readonly high: number;
  readonly lowest: number;
  readonly highest: number;
} {
  const sorted = Float64Array.from(values.filter((value) => Number.isFinite(value))).sort();
  if (sorted.length === 0) return { low: 0, high: 1, lowest: 0, highest: 1 };
  const cut = Math.floor(sorted.length * CUT_SHARE);
  const [usualLow, usualHigh] = [sorted[cut], sorted[sorted.length - 1 - cut]];
  const allowance = (usualHigh - usualLow) * CUT_SPANS;
  const [lowest, highest] = [sorted[0], sorted[sorted.length - 1]];
  // Equal values everywhere give no measure of what is far.
  if (allowance === 0) return { low: lowest, high: highest, lowest, highest };
  return {
    low: Math.max(lowest, usualLow - allowance),
    high: Math.min(highest, usualHigh + allowance),
    lowest,
    highest,
  };
}

/** Widens [from, to] a little, and a single value to a visible range. */
export function paddedRange(from: number, to: number): readonly [number, number] {
  const padding = to > from ? (to - from) * 0.06 : Math.abs(from) * 0.01 || 1;
  return [from - padding, to + padding];
}

/** Round numbers (1, 2, 5 × 10ⁿ) inside [from, to], about `wanted` of them. */
export function valueTicks(from: number, to: number, wanted: number): number[] {
  const rough = (to - from) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const ticks: number[] = [];
  for (let i = Math.ceil(from / step); i * step <= to; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  ...[0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 91, 365, 1826, 3652].map((n) => n * DAY),
];

/** Round moments inside [from, to] (microseconds), `most` at the most, each with its label. */
export function timeTicks(
  from: number,
  to: number,
  most: number,
): { readonly micros: number; readonly label: string }[] {
  const step = TIME_STEPS.find((candidate) => (to - from) / candidate <= most) ?? to - from;
  const ticks: { micros: number; label: string }[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to && ticks.length <= most; at += step) {
    ticks.push({ micros: at, label: timeLabel(at, step) });
  }
  return ticks;
}

function timeLabel(micros: number, step: number): string {
  const iso = new Date(Math.round(micros / 1000)).toISOString();
  if (step >= DAY) return iso.slice(0, 10);
  if (step >= MINUTE) return iso.slice(11, 16);
  return step >= SECOND ? iso.slice(11, 19) : iso.slice(11, 23);
}
