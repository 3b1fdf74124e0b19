import { type DetectorReport } from '@genesis/contracts';
import { formatCount, formatTime } from '../output/format.js';
import { html, type Markup } from './markup.js';
import { type ReportContent } from './report-content.js';

/** Symbols whose detector state is spelt out; more are counted. */
const SYMBOLS_NAMED = 12;

/** What was watched, on what grounds, and where a detector could not see. */
export function detectorTable(detectors: readonly DetectorReport[]): Markup {
  const rows = detectors.map(
    (detector) =>
      html`<tr>
        <td>${detector.type}</td>
        <td>${detector.description}</td>
        <td>${detector.source}</td>
        <td>${states(detector)}</td>
      </tr>`,
  );
  return html`<table>
    <thead>
      <tr>
        <th>Type</th>
        <th>Looks for</th>
        <th>Source</th>
        <th>State at the end</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function states({ symbols }: DetectorReport): string {
  const entries = Object.entries(symbols);
  const silent = entries.filter(([, { state }]) => state !== 'ACTIVE');
  if (silent.length === 0) return entries.length === 0 ? 'saw no row' : 'active';
  const named = silent
    .slice(0, SYMBOLS_NAMED)
    .map(([symbol, { state, reason }]) => `${symbol}: ${state}${reason === null ? '' : ` (${reason})`}`);
  const more = silent.length > SYMBOLS_NAMED ? ` and ${silent.length - SYMBOLS_NAMED} more` : '';
  return `${named.join('; ')}${more}`;
}

/** What the report was made of, so that it can be made again. */
export function provenanceTable(content: ReportContent): Markup {
  const { summary, inputs } = content;
  const { rows } = summary;
  const files = inputs.map(
    ({ name, bytes, sha256 }) =>
      html`<tr>
        <th>${name}</th>
        <td>${formatCount(bytes)} bytes, SHA-256 <span class="mono">${sha256}</span></td>
      </tr>`,
  );
  const lost = `${formatCount(rows.quarantined)} quarantined, ${formatCount(rows.rejected)} rejected, ${formatCount(rows.dropped)} dropped, ${formatCount(rows.unreadable)} unreadable`;
  return html`<table>
    <tbody>
      ${files}
      ${[
        fact('Options', content.options),
        fact('Format', content.format),
        fact('Profile', `${content.profile}, configuration ${content.configuration}`),
        fact('Version', content.version),
        fact('Rows', `${formatCount(rows.read)} read: ${formatCount(rows.accepted)} accepted, ${lost}`),
        fact(
          'Instruments',
          [...summary.symbols].map(([symbol, count]) => `${symbol} ${formatCount(count)}`).join(', '),
        ),
        fact('Span', Number.isNaN(summary.fromMicros) ? 'no accepted row' : span(content)),
      ]}
    </tbody>
  </table>`;
}

function span({ summary }: ReportContent): string {
  return `${formatTime(summary.fromMicros)} to ${formatTime(summary.toMicros)}`;
}

function fact(name: string, value: string): Markup {
  return html`<tr>
    <th>${name}</th>
    <td>${value}</td>
  </tr>`;
}
