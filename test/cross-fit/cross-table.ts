import { type DetectionProfile } from '@genesis/detection';
import { type ScoreReport } from '@genesis/evaluation';
import { overallF1 } from './judged-book.js';
import { type Constant, type Fit } from './search-constants.js';

/** One choice of constants on one book. */
export interface CrossRow {
  readonly constants: string;
  readonly scoredOn: string;
  readonly score: ScoreReport;
}

/** The values of each constant: committed, and fitted on each book. */
export function valueTable(
  constants: readonly Constant[],
  committed: DetectionProfile,
  fits: ReadonlyMap<string, Fit>,
): string {
  const head = ['constant', 'committed', ...[...fits.keys()].map((name) => `fitted on ${name}`)];
  const rows = constants.map(({ detector, name }, index) => {
    const settings = committed.detectors.find(({ type }) => type === detector)?.settings ?? {};
    const fitted = [...fits.values()].map(({ values }) => String(values[index]));
    return [`${detector}.${name}`, String(settings[name]), ...fitted];
  });
  return table(head, rows);
}

/** Scores by book, and F1 of each type. */
export function scoreTable(rows: readonly CrossRow[]): string {
  const types = [...new Set(rows.flatMap(({ score }) => Object.keys(score.types)))].sort();
  const head = ['scored on', 'constants', 'recall', 'hard', 'precision', 'F1', 'false/h', ...types];
  return table(
    head,
    rows.map((row) => cellsOf(row, types)),
  );
}

function cellsOf({ constants, scoredOn, score }: CrossRow, types: readonly string[]): string[] {
  const { recall, recall_by_difficulty: byDifficulty, precision, false_per_hour: wrong } = score.overall;
  const f1 = types.map((type) => figure(score.types[type]?.f1));
  const overall = [recall, byDifficulty.hard, precision, overallF1(score)].map(figure);
  return [scoredOn, constants, ...overall, String(wrong), ...f1];
}

function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : value.toFixed(3);
}

function table(head: readonly string[], rows: readonly string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
