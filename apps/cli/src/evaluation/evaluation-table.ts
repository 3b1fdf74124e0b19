import {
  type BenignScore,
  type Detail,
  type Evaluation,
  type ProfileEvaluation,
  type TypeScore,
} from '@genesis/evaluation';
import { plainTable } from '../output/plain-table.js';
import { formatCount, formatNumber } from '../output/format.js';

export const FIGURE_COLUMNS = [
  'n',
  'recall',
  '95 %',
  'easy',
  'medium',
  'hard',
  'precision',
  '95 %',
  'F1',
  'AUROC',
  'AP',
  'false',
  'false/h',
  'delay s',
  'p95 s',
  'side',
  'per hit',
];

/** The figures of an evaluation for people, without colours. */
export function evaluationTable(evaluation: Evaluation, source: string): string {
  const parts = [overview(evaluation, source), ...evaluation.profiles.map(profileText)];
  if (evaluation.profiles.length > 1) parts.push(comparison(evaluation.profiles));
  return `${parts.join('\n\n')}\n`;
}

function overview(evaluation: Evaluation, source: string): string {
  const { rows, hours, labels, rounds, unobservable, unplaced, cut } = evaluation;
  const laid = `laid over the rows ${rounds} time${rounds === 1 ? '' : 's'}`;
  const lines = [
    ['Source', `${source}, ${evaluation.symbol}`],
    [
      'Rows',
      `${formatCount(rows)} in ${formatNumber(hours, 4)} h${cut ? ' (the rest was not read: the limit is reached)' : ''}`,
    ],
    ['Episodes', labels === 'given' ? 'as labelled' : laid],
    ...Object.entries(unobservable).map(([name, reason]) => ['Not shown', `${name}: ${reason}`]),
    ...Object.entries(unplaced).map(([name, tries]) => [
      'No place',
      `${name}: fitted nowhere in ${tries} searches`,
    ]),
  ];
  return lines.map(([name, text]) => `${name.padEnd(11)}${text}`).join('\n');
}

function profileText(evaluation: ProfileEvaluation): string {
  const { profile, configuration, score, untouched } = evaluation;
  const table = plainTable([profile, ...FIGURE_COLUMNS], FIGURE_COLUMNS.length);
  table.push(...figureRows(evaluation));
  const lines = [
    `Profile ${profile}, configuration ${configuration}`,
    table.toString(),
    `Honest activity flagged: ${benignText(score.benign)}`,
    ...(untouched === null
      ? []
      : [
          `Untouched book: ${untouched.alerts} alerts, ${untouched.per_hour} an hour${countsText(untouched.by_type)}`,
        ]),
    ...(score.overall.false_alerts === 0 ? [] : [`False because${countsText(score.false_because)}`]),
    ...Object.entries(evaluation.not_observable).map(([type, reason]) => `Not watching ${type}: ${reason}`),
  ];
  return lines.join('\n');
}

/** One row for each type and one for all, the type first. */
export function figureRows({ score, types, overall }: ProfileEvaluation): string[][] {
  const all = { ...score.overall, episodes: score.episodes, f1: f1Of(score.overall), side_right: null };
  return [
    ...Object.entries(score.types).map(([type, figures]) => [type, ...cells(figures, types[type])]),
    ['all', ...cells(all, overall)],
  ];
}

function cells(
  figures: Pick<
    TypeScore,
    | 'episodes'
    | 'recall'
    | 'recall_by_difficulty'
    | 'precision'
    | 'f1'
    | 'false_alerts'
    | 'false_per_hour'
    | 'delay_median_s'
    | 'side_right'
  >,
  detail: Detail,
): string[] {
  const { easy, medium, hard } = figures.recall_by_difficulty as Record<string, number | null | undefined>;
  return [
    String(figures.episodes),
    cell(figures.recall),
    intervalText(detail.recall),
    cell(easy),
    cell(medium),
    cell(hard),
    cell(figures.precision),
    intervalText(detail.precision),
    cell(figures.f1),
    cell(detail.auroc),
    cell(detail.average_precision),
    String(figures.false_alerts),
    cell(figures.false_per_hour),
    cell(figures.delay_median_s),
    cell(detail.delay_p95_s),
    cell(figures.side_right),
    cell(detail.alerts_per_found),
  ];
}

/** Profiles side by side. */
function comparison(profiles: readonly ProfileEvaluation[]): string {
  const columns = profiles.flatMap(({ profile }) => [
    `${profile}: recall`,
    'precision',
    'false/h',
    'honest',
    'untouched/h',
  ]);
  const table = plainTable(['', ...columns], columns.length);
  const types = [...new Set(profiles.flatMap(({ score }) => Object.keys(score.types)))].sort();
  for (const type of types) {
    table.push([
      type,
      ...profiles.flatMap(({ score }) => {
        const figures = score.types[type] as TypeScore | undefined;
        return [cell(figures?.recall), cell(figures?.precision), cell(figures?.false_per_hour), '', ''];
      }),
    ]);
  }
  table.push([
    'all',
    ...profiles.flatMap(({ score, untouched }) => [
      cell(score.overall.recall),
      cell(score.overall.precision),
      cell(score.overall.false_per_hour),
      benignTotal(score.benign),
      cell(untouched?.per_hour),
    ]),
  ]);
  return `Side by side\n${table.toString()}`;
}

function benignText(benign: Readonly<Record<string, BenignScore>>): string {
  const kinds = Object.entries(benign).map(([kind, { hit, episodes }]) => `${kind} ${hit}/${episodes}`);
  return kinds.length === 0 ? 'none staged' : `${kinds.join(', ')}; all ${benignTotal(benign)}`;
}

export function benignTotal(benign: Readonly<Record<string, BenignScore>>): string {
  const all = Object.values(benign);
  const sum = (field: 'hit' | 'episodes'): number => all.reduce((total, one) => total + one[field], 0);
  return `${sum('hit')}/${sum('episodes')}`;
}

function f1Of({ recall, precision }: { recall: number | null; precision: number | null }): number | null {
  if (recall === null || precision === null || recall + precision === 0) return null;
  return Number(((2 * recall * precision) / (recall + precision)).toFixed(4));
}

function countsText(counts: Readonly<Record<string, number>>): string {
  const texts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return texts.length === 0 ? '' : `: ${texts.join(', ')}`;
}

function intervalText(interval: readonly [number, number] | null): string {
  return interval === null ? '-' : `${interval[0].toFixed(2)}-${interval[1].toFixed(2)}`;
}

export function cell(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : formatNumber(value, 4);
}
