import { SEVERITIES } from '@genesis/contracts';
import { formatCount, formatDuration, formatTime } from '../output/format.js';
import { type ScanSummary } from '../scan/scan-summary.js';
import { alertList } from './alert-list.js';
import { barChart } from './bar-chart.js';
import { figureCard } from './figure-card.js';
import { htmlPage } from './html-page.js';
import { instrumentChart } from './instrument-chart.js';
import { html, type Markup } from './markup.js';
import { LISTED_ALERTS } from './report-collector.js';
import { type ReportContent } from './report-content.js';
import { detectorTable, provenanceTable } from './report-tables.js';

/** The whole report as one HTML page that loads nothing from anywhere. */
export function renderReport(content: ReportContent): string {
  const { summary, collector, inputs } = content;
  const title = `Surveillance report: ${inputs.map(({ name }) => name).join(', ')}`;
  const body = html`${heading(content)} ${figures(summary)}
    <h2>Findings</h2>
    <div class="pair">${alertBars(summary)}${anomalyBars(summary)}</div>
    <h2>Instruments</h2>
    ${instruments(content)}
    <h2>Alerts</h2>
    ${alerts(summary, collector.topAlerts.all().length)}
    ${summary.alerts === 0 ? '' : html`<div class="card scroll">${alertList(collector.topAlerts.all())}</div>`}
    <h2>Detectors</h2>
    <div class="card scroll">${detectorTable(content.detectors)}</div>
    <h2>Provenance</h2>
    <div class="card scroll">${provenanceTable(content)}</div>`;
  return htmlPage(title, body);
}

function heading({ inputs, profile, version, interrupted }: ReportContent): Markup {
  const notice = html`<p class="notice">
    The scan was interrupted: this report covers the rows up to that point.
  </p>`;
  return html`<h1>Surveillance report</h1>
    <p class="subtitle">
      ${inputs.map(({ name }) => name).join(', ')} · profile ${profile} · Genesis ${version} · times as in the
      data
    </p>
    ${interrupted ? notice : ''}`;
}

function figures(summary: ScanSummary): Markup {
  const { rows, fromMicros, toMicros } = summary;
  const bySeverity = summary.alertCountsBySeverity();
  const grave = bySeverity.CRITICAL + bySeverity.HIGH;
  const hasSpan = !Number.isNaN(fromMicros);
  return html`<div class="cards">
    ${[
      figureCard(formatCount(rows.read), `rows read, ${formatCount(rows.accepted)} accepted`),
      figureCard(formatCount(summary.alerts), `alerts, ${formatCount(grave)} of them high or critical`),
      figureCard(formatCount(summary.anomalies), 'anomalies in the data'),
      figureCard(
        formatCount(summary.symbols.size),
        summary.symbols.size === 1 ? 'instrument' : 'instruments',
      ),
      figureCard(
        hasSpan ? formatDuration(toMicros - fromMicros) : 'none',
        hasSpan ? `from ${formatTime(fromMicros)}` : 'no span',
      ),
    ]}
  </div>`;
}

function alertBars(summary: ScanSummary): Markup {
  const bars = summary.alertCounts().map(({ type, counts }) => ({
    label: type,
    parts: SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => ({
      className: severity.toLowerCase(),
      title: `${type} ${severity}`,
      count: counts[severity],
    })),
  }));
  const legend = SEVERITIES.map(
    (severity) => html`<span><i class="${severity.toLowerCase()}"></i>${severity.toLowerCase()}</span>`,
  );
  return html`<div class="card">
    <h3>Alerts by type and severity</h3>
    ${bars.length === 0 ? html`<p class="note">None.</p>` : barChart(bars, 'Alerts by type and severity')}
    ${bars.length === 0 ? '' : html`<div class="legend">${legend}</div>`}
  </div>`;
}

function anomalyBars(summary: ScanSummary): Markup {
  const bars = summary.anomalyCounts().map(({ level, code, count }) => ({
    label: `${level} ${code}`,
    parts: [{ className: 'finding', title: code, count }],
  }));
  return html`<div class="card">
    <h3>Anomalies by level and code</h3>
    ${bars.length === 0 ? html`<p class="note">None.</p>` : barChart(bars, 'Anomalies by level and code')}
  </div>`;
}

function instruments({ summary, collector }: ReportContent): Markup {
  const charts = collector.series.map(
    (series) =>
      html`<div class="card wide">
        <h3>${series.symbol}</h3>
        ${instrumentChart(series)}
      </div>`,
  );
  const missing = summary.symbols.size - charts.length;
  const note = `${formatCount(missing)} more without a chart: no accepted row, or beyond the ${charts.length} first.`;
  return html`${charts}${missing > 0 ? html`<p class="note">${note}</p>` : ''}`;
}

function alerts(summary: ScanSummary, listed: number): Markup {
  if (summary.alerts === 0) return html`<p class="note">None.</p>`;
  const cut = `The ${LISTED_ALERTS} with the highest scores of ${formatCount(summary.alerts)}.`;
  return html`<p class="note">
    ${summary.alerts > listed ? cut : 'All, highest score first.'} Open one for its reasons.
  </p>`;
}
