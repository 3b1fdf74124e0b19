import { SEVERITIES } from '@genesis/contracts';
import { formatCount, formatDuration, formatTime } from '../output/format.js';
import { plainTable } from '../output/plain-table.js';
import { type ScanSummary } from './scan-summary.js';
import { rowsPerSecond, type ScanFacts } from './summary-json.js';

/** More symbols than this are only counted. */
const SYMBOLS_NAMED = 8;

/** The summary for people, without colours, so that it can be kept in a file. */
export function summaryTable(summary: ScanSummary, facts: ScanFacts): string {
  const parts = [overview(summary, facts), alertTable(summary)];
  if (summary.anomalies > 0) parts.push(anomalyTable(summary));
  const silent = silentDetectors(facts);
  if (silent.length > 0) parts.push(`Not watching:\n${silent.map((line) => `  ${line}`).join('\n')}`);
  return `${parts.join('\n\n')}\n`;
}

function overview(summary: ScanSummary, facts: ScanFacts): string {
  const { rows } = summary;
  const outcomes = ['accepted', 'quarantined', 'rejected', 'dropped', 'unreadable'] as const;
  const lines = [
    ['Source', `${facts.source} (${facts.format})`],
    ['Profile', `${facts.profile}, configuration ${facts.configuration}`],
    ['Rows', `${formatCount(rows.read)} read`],
    ['', outcomes.map((outcome) => `${formatCount(rows[outcome])} ${outcome}`).join(', ')],
    ['Symbols', symbolList([...summary.symbols.keys()])],
    ['Span', span(summary)],
    ['Speed', `${formatCount(rowsPerSecond(summary, facts))} rows/s (${facts.elapsedSeconds.toFixed(2)} s)`],
  ];
  if (facts.interrupted) lines.unshift(['State', 'interrupted: everything below is up to that point']);
  return lines.map(([name, text]) => `${name.padEnd(9)}${text}`).join('\n');
}

function symbolList(symbols: readonly string[]): string {
  if (symbols.length === 0) return 'none';
  const named = symbols.slice(0, SYMBOLS_NAMED).join(', ');
  const more = symbols.length - SYMBOLS_NAMED;
  return more > 0 ? `${named} and ${formatCount(more)} more` : named;
}

function span({ fromMicros, toMicros }: ScanSummary): string {
  if (Number.isNaN(fromMicros)) return 'no accepted row';
  const length = formatDuration(toMicros - fromMicros);
  return `${formatTime(fromMicros)} to ${formatTime(toMicros)} (${length})`;
}

function alertTable(summary: ScanSummary): string {
  if (summary.alerts === 0) return 'Alerts   none';
  const columns = SEVERITIES.length + 1;
  const table = plainTable(['Alerts', ...SEVERITIES, 'all'], columns);
  for (const { type, counts } of summary.alertCounts()) {
    const bySeverity = SEVERITIES.map((severity) => counts[severity]);
    table.push([type, ...bySeverity.map(blankZero), formatCount(sum(bySeverity))]);
  }
  const totals = summary.alertCountsBySeverity();
  table.push([
    'all',
    ...SEVERITIES.map((severity) => blankZero(totals[severity])),
    formatCount(summary.alerts),
  ]);
  return table.toString();
}

function anomalyTable(summary: ScanSummary): string {
  const table = plainTable(['Anomalies', 'level', 'count'], 2);
  for (const { level, code, count } of summary.anomalyCounts()) table.push([code, level, formatCount(count)]);
  table.push(['all', '', formatCount(summary.anomalies)]);
  return table.toString();
}

/** Detectors that are not active for some symbol, with the reason. */
function silentDetectors({ detectors }: ScanFacts): string[] {
  return detectors.flatMap(({ type, symbols }) =>
    Object.entries(symbols)
      .filter(([, { state }]) => state !== 'ACTIVE')
      .slice(0, SYMBOLS_NAMED)
      .map(
        ([symbol, { state, reason }]) =>
          `${type} on ${symbol}: ${state}${reason === null ? '' : `, ${reason}`}`,
      ),
  );
}

function blankZero(count: number): string {
  return count === 0 ? '' : formatCount(count);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
