import { type LoadOutcome, type LoadReport } from '@genesis/storage';
import { formatCount, formatTime } from '../output/format.js';

/** What became of a file, in a line or a few. */
export function outcomeText(path: string, outcome: LoadOutcome, rejectedPath: string): string {
  switch (outcome.kind) {
    case 'interrupted':
      return `${path}: interrupted, nothing of it was loaded\n`;
    case 'already':
      return `${path}: skipped, its content is in the database since ${outcome.name} was loaded (${formatCount(outcome.rows)} rows); --replace loads it again\n`;
    case 'loaded':
      return loadedText(path, outcome, rejectedPath);
  }
}

function loadedText(path: string, report: LoadReport, rejectedPath: string): string {
  const replaced = report.replaced.map(
    ({ symbol, rows, name }) =>
      `${path}: replaced ${formatCount(rows)} rows of ${symbol} ${name === null ? 'that no load brought' : `from ${name}`}\n`,
  );
  const { rows, trades, tradesLeft, symbols } = report;
  const spans = symbols.map(
    ({ symbol, fromMicros, toMicros }) => `${symbol} ${formatTime(fromMicros)} to ${formatTime(toMicros)}`,
  );
  const shown = spans.length <= MOST_SYMBOLS ? spans.join(', ') : `${formatCount(spans.length)} symbols`;
  const loaded = `${path}: ${formatCount(rows)} rows and ${formatCount(trades)} trades loaded: ${shown}\n`;
  const left =
    tradesLeft === 0
      ? ''
      : `${path}: ${formatCount(tradesLeft)} trades of rejected rows had no row to go to\n`;
  return [...replaced, loaded, left, rejectedText(path, report, rejectedPath)].join('');
}

const MOST_SYMBOLS = 3;

function rejectedText(path: string, { rejected }: LoadReport, rejectedPath: string): string {
  if (rejected.size === 0) return '';
  const total = [...rejected.values()].reduce((sum, count) => sum + count, 0);
  const reasons = [...rejected]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${formatCount(count)} ${reason}`);
  return `${path}: ${formatCount(total)} lines rejected (${reasons.join(', ')}), see ${rejectedPath}\n`;
}
