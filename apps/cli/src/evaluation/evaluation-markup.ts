import { type ProfileEvaluation } from '@genesis/evaluation';
import { formatCount } from '../output/format.js';
import { html, type Markup } from '../report/markup.js';
import { type AblationStep } from './ablation-table.js';
import { type EvaluationRecord } from './evaluation-record.js';
import { benignTotal, cell, FIGURE_COLUMNS, figureRows } from './evaluation-table.js';

/** The figures by type. */
export function figureTable(evaluation: ProfileEvaluation): Markup {
  return table(['Type', ...FIGURE_COLUMNS], figureRows(evaluation));
}

/** The figures without each rule. */
export function ablationMarkup(steps: readonly AblationStep[]): Markup {
  const rows = steps.map(({ rule, score, untouched }) => [
    rule,
    cell(score.overall.recall),
    cell(score.overall.precision),
    cell(score.overall.false_per_hour),
    benignTotal(score.benign),
    cell(untouched?.per_hour),
  ]);
  const head = ['Without the rule', 'recall', 'precision', 'false/h', 'honest flagged', 'untouched/h'];
  return html`<h2>Ablation</h2>
    <div class="card scroll">${table(head, rows)}</div>`;
}

/** What the evaluation was made of, so that it can be made again. */
export function provenance({ inputs, options, version }: EvaluationRecord): Markup {
  const files = inputs.map(({ name, bytes, sha256 }) => [
    name,
    `${formatCount(bytes)} bytes, SHA-256 ${sha256}`,
  ]);
  return table(['What', 'Which'], [...files, ['Options', options], ['Version', version]]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Markup {
  return html`<table>
    <thead>
      <tr>
        ${head.map((name) => html`<th>${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((text) => html`<td>${text}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
