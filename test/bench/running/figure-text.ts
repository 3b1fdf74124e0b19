import { type Fall } from './baseline.js';
import { type Figure } from './figure.js';

const PREFIXES = [
  [1e6, 'M '],
  [1e3, 'k '],
] as const;

/** A figure as a line for people. */
export function figureLine(figure: Figure): string {
  const ratio =
    figure.ratio === null ? '' : ` = ${percent(figure.ratio)} of ${amount(figure.ceiling, figure.unit)}`;
  const repeats = figure.median_of > 1 ? `  (median of ${figure.median_of} ± ${percent(figure.spread)})` : '';
  return `  ${figure.metric.padEnd(28)} ${amount(figure.value, figure.unit)}${ratio}${repeats}`;
}

export function fallLine({ figure, was, is, worseBy, noise }: Fall): string {
  const what = figure.ratio === null ? `${figure.unit}` : 'of its ceiling';
  return (
    `  ${figure.bench}: ${figure.metric} was ${was} and is ${is} ${what}: ` +
    `${percent(worseBy)} worse, of which noise explains ${percent(noise)}`
  );
}

/** The table of docs/PERFORMANCE.md. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ bench, metric, value, unit, ceiling, ratio, median_of: repeats, spread }) => [
    bench,
    metric,
    amount(value, unit),
    amount(ceiling, unit),
    ratio === null ? '' : percent(ratio),
    `${repeats}${repeats > 1 ? ` ± ${percent(spread)}` : ''}`,
  ]);
  const head = ['bench', 'what', 'value', 'ceiling', 'ratio', 'median of'];
  const ruled = [head, ['---', '---', '---:', '---:', '---:', '---:'], ...rows];
  return ruled.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** To three digits; rates in thousands or millions. */
function amount(value: number | null, unit: string): string {
  if (value === null) return '';
  const [divisor, prefix] = PREFIXES.find(([size]) => unit.endsWith('/s') && value >= size) ?? [1, ''];
  return `${Number((value / divisor).toPrecision(3))} ${prefix}${unit}`;
}

function percent(share: number): string {
  const value = 100 * share;
  return `${value < 10 ? Number(value.toPrecision(2)) : Math.round(value)} %`;
}
