import { type Counter, type LabelValues } from 'prom-client';

/** Brings a counter to where those who really count stand; labels that are left out start from nothing. */
export function copyTotals<L extends string>(
  counter: Counter<L>,
  totals: Iterable<readonly [LabelValues<L>, number]>,
): void {
  counter.reset();
  for (const [labels, total] of totals) counter.inc(labels, total);
}
