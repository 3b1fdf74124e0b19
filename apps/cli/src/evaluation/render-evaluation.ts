import { type Evaluation, type ProfileEvaluation } from '@genesis/evaluation';
import { formatCount, formatNumber } from '../output/format.js';
import { barChart } from '../report/bar-chart.js';
import { figureCard } from '../report/figure-card.js';
import { htmlPage } from '../report/html-page.js';
import { html, type Markup } from '../report/markup.js';
import { ablationMarkup, figureTable, provenance } from './evaluation-markup.js';
import { benignTotal, cell } from './evaluation-table.js';
import { type EvaluationRecord } from './evaluation-record.js';
import { detailCharts } from './detail-charts.js';

/** The evaluation as one HTML page that loads nothing from anywhere. */
export function renderEvaluation(record: EvaluationRecord): string {
  const { evaluation, source } = record;
  const title = `Evaluation: ${source}`;
  const body = html`<h1>${title}</h1>
    <p class="subtitle">${subtitle(evaluation)} · Genesis ${record.version}</p>
    ${record.interrupted ? html`<p class="notice">Interrupted: profiles are missing.</p>` : ''}
    ${notShown(evaluation)} ${evaluation.profiles.map(profileSection)}
    ${record.ablations === null ? '' : ablationMarkup(record.ablations)}
    <h2>Provenance</h2>
    <div class="card scroll">${provenance(record)}</div>`;
  return htmlPage(title, body);
}

function subtitle({ symbol, rows, hours, labels, rounds }: Evaluation): string {
  const episodes =
    labels === 'given' ? 'episodes as labelled' : `episodes laid over the rows ${rounds} times`;
  return `${symbol}, ${formatCount(rows)} rows in ${formatNumber(hours, 4)} h, ${episodes}`;
}

function notShown({ unobservable, unplaced }: Evaluation): Markup {
  const lines = [
    ...Object.entries(unobservable).map(([name, reason]) => `${name} is not staged: ${reason}.`),
    ...Object.keys(unplaced).map((name) => `${name} is not staged: it fitted nowhere into the real rows.`),
  ];
  return html`${lines.map((line) => html`<p class="note">${line}</p>`)}`;
}

function profileSection(evaluation: ProfileEvaluation): Markup {
  const { profile, configuration, score, overall, untouched } = evaluation;
  const benign = Object.entries(score.benign).map(([kind, { hit, episodes }]) => ({
    label: kind,
    parts: [
      { className: 'high', title: `${kind} flagged`, count: hit },
      { className: 'low', title: `${kind} left alone`, count: episodes - hit },
    ],
  }));
  return html`<h2>Profile ${profile}</h2>
    <p class="note">Configuration ${configuration}</p>
    <div class="cards">
      ${[
        figureCard(cell(score.overall.recall), `recall over ${score.episodes} episodes`),
        figureCard(cell(score.overall.precision), 'precision of the alerts'),
        figureCard(benignTotal(score.benign), 'honest episodes flagged'),
        figureCard(cell(score.overall.delay_median_s), 'median delay in s'),
        figureCard(cell(untouched?.per_hour), 'alerts an hour on the untouched book'),
      ]}
    </div>
    <div class="card scroll wide">${figureTable(evaluation)}</div>
    ${detailCharts(overall)}
    ${
      benign.length === 0
        ? ''
        : html`<div class="card wide">
            <h3>Honest activity, flagged first</h3>
            ${barChart(benign, 'Honest activity by kind')}
          </div>`
    }`;
}
