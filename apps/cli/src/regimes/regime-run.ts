import { type MeanInterval, type RegimeJudgement, type RegimeTrace } from '@genesis/evaluation';
import { type RegimeParameters } from '@genesis/clustering';

/** One instrument that was watched. */
export interface RegimeRun {
  /** The file, or the seed of a simulated market. */
  readonly name: string;
  readonly trace: RegimeTrace;
  /** Null where nobody knows the true regimes. */
  readonly judgement: RegimeJudgement | null;
}

/** Points of a window that reaches back as far as it may: half an hour. */
const FULL_WINDOW = 1_000;

/** Shares of the window that each retraining left under the same name. */
export function agreements({ trace }: RegimeRun): number[] {
  return trace.models.flatMap(({ quality }) => quality.agreement ?? []);
}

/** Those of models that had seen half an hour. */
export function settledAgreements({ trace }: RegimeRun): number[] {
  const settled = (model: RegimeParameters): boolean =>
    model.version > 2 && model.sizes.reduce((sum, size) => sum + size) >= FULL_WINDOW;
  return trace.models.filter(settled).flatMap(({ quality }) => quality.agreement ?? []);
}

export function silhouettes({ trace }: RegimeRun): number[] {
  return trace.models.flatMap(({ quality }) => quality.silhouette ?? []);
}

export function switchesPerMinute({ trace }: RegimeRun): number {
  return trace.minutes === 0 ? 0 : trace.switches / trace.minutes;
}

/** The measure by which the predecessor's 21.7 were counted. */
export function switchesPerHundredRows({ trace }: RegimeRun): number {
  return (100 * trace.switches) / trace.rows;
}

export function intervalText(interval: MeanInterval | null, decimals = 3): string {
  if (interval === null) return '–';
  const { mean, low, high } = interval;
  return `${mean.toFixed(decimals)} [${low.toFixed(decimals)}, ${high.toFixed(decimals)}]`;
}
