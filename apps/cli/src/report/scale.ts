/** Maps values to pixels on a straight line. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** In pixels, to a tenth. */
  pixel(value: number): number;
}

export function linearScale(from: number, to: number, pixelFrom: number, pixelTo: number): Scale {
  const factor = to === from ? 0 : (pixelTo - pixelFrom) / (to - from);
  return { from, to, pixel: (value) => Math.round((pixelFrom + (value - from) * factor) * 10) / 10 };
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
