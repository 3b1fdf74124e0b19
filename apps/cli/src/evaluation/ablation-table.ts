import { type ScoreReport, type UntouchedScore } from '@genesis/evaluation';
import { plainTable } from '../output/plain-table.js';
import { benignTotal, cell } from './evaluation-table.js';

/** The figures with one rule switched off. */
export interface AblationStep {
  readonly rule: string;
  readonly score: ScoreReport;
  readonly untouched: UntouchedScore | null;
}

/** What each rule is worth: the figures without it, under those with all of them. */
export function ablationTable(steps: readonly AblationStep[]): string {
  const columns = ['recall', 'precision', 'false/h', 'honest', 'untouched/h'];
  const table = plainTable(['Without the rule', ...columns], columns.length);
  for (const { rule, score, untouched } of steps) {
    const { recall, precision, false_per_hour } = score.overall;
    table.push([
      rule,
      cell(recall),
      cell(precision),
      cell(false_per_hour),
      benignTotal(score.benign),
      cell(untouched?.per_hour),
    ]);
  }
  return table.toString();
}
