import { type AlertFactor, type AlertMessage } from '@genesis/contracts';
import { microsFromSeconds } from '@genesis/market';
import { formatNumber, formatTime } from '../output/format.js';
import { html, type Markup } from './markup.js';

/** One line per alert that opens to its message, factors, counterfactual and evidence. */
export function alertList(alerts: readonly AlertMessage[]): Markup {
  return html`<div class="alerts">
    <div class="alert-line head">
      <span>Score</span><span>Time</span><span>Symbol</span><span>Type</span><span>Side</span
      ><span>Severity</span>
      <span>Price</span>
    </div>
    ${alerts.map(alertDetails)}
  </div>`;
}

function alertDetails(alert: AlertMessage): Markup {
  return html`<details>
    <summary class="alert-line">
      <span class="score">${alert.score.toFixed(1)}</span>
      <span>${timeOf(alert.timestamp)}</span>
      <span>${alert.symbol}</span>
      <span>${alert.type}</span>
      <span>${alert.side}</span>
      <span><b class="badge ${alert.severity.toLowerCase()}">${alert.severity}</b></span>
      <span>${alert.price === null ? '' : formatNumber(alert.price, 9)}</span>
    </summary>
    <div class="alert-body">
      <p>${alert.message}</p>
      ${alert.counterfactual === null ? '' : html`<p class="counterfactual">${alert.counterfactual}</p>`}
      ${alert.factors.length === 0 ? '' : factorTable(alert.factors)} ${evidence(alert)}
    </div>
  </details>`;
}

function factorTable(factors: readonly AlertFactor[]): Markup {
  const rows = factors.map(
    ({ name, value, baseline, threshold, weight, unit }) =>
      html`<tr>
        <td>${name}</td>
        <td class="number">${formatNumber(value)}</td>
        <td class="number">${baseline === null ? '' : formatNumber(baseline)}</td>
        <td class="number">${formatNumber(threshold)}</td>
        <td class="number">${formatNumber(weight, 3)}</td>
        <td>${unit}</td>
      </tr>`,
  );
  return html`<table>
    <thead>
      <tr>
        <th>Factor</th>
        <th class="number">Value</th>
        <th class="number">Usual</th>
        <th class="number">Threshold</th>
        <th class="number">Weight</th>
        <th>Unit</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function evidence({
  id,
  evidence: shown,
  suppressed,
  escalated,
  base_severity,
  severity,
}: AlertMessage): Markup {
  const held = suppressed.deduplicated + suppressed.cool_down;
  const repeats = held === 0 ? '' : `; stands for ${held} repeats`;
  const raised = escalated ? `; escalated from ${base_severity} to ${severity}` : '';
  return html`<p class="evidence">
    Evidence ${timeOf(shown.from)} to ${timeOf(shown.to)}, sequence ${shown.from_sequence} to
    ${shown.to_sequence}${repeats}${raised}; id ${id}
  </p>`;
}

function timeOf(seconds: number): string {
  return formatTime(microsFromSeconds(seconds));
}
