import { type TunedAlert, type TuneStep, type Tuning } from '@genesis/evaluation';
import { microsFromSeconds } from '@genesis/market';
import { formatTime } from '../output/format.js';
import { plainTable } from '../output/plain-table.js';
import { cell } from './evaluation-table.js';

const COLUMNS = [
  'alerts/h',
  'n',
  'recall',
  'precision',
  'false',
  'gained',
  'of them true',
  'lost',
  'of them true',
];
/** Alerts named per value; more are counted. */
const NAMED = 5;

/** One line per value, then the alerts that come and go. */
export function tuneTable({ detector, param, steps }: Tuning): string {
  const table = plainTable([`${detector}.${param}`, ...COLUMNS], COLUMNS.length);
  for (const step of steps) {
    table.push([
      `${step.value}${step.present ? ' (present)' : ''}`,
      cell(step.alerts_per_hour),
      String(step.episodes),
      cell(step.recall),
      cell(step.precision),
      String(step.false_alerts),
      ...changeCells(step.gained),
      ...changeCells(step.lost),
    ]);
  }
  return [table.toString(), ...steps.map(changesText)].filter((text) => text !== '').join('\n\n') + '\n';
}

function changeCells(alerts: readonly TunedAlert[]): string[] {
  return [String(alerts.length), String(alerts.filter(({ verdict }) => verdict === 'true').length)];
}

function changesText({ value, gained, lost }: TuneStep): string {
  return [...namedAlerts(`${value} gains`, gained), ...namedAlerts(`${value} loses`, lost)].join('\n');
}

function namedAlerts(title: string, alerts: readonly TunedAlert[]): string[] {
  if (alerts.length === 0) return [];
  const more = alerts.length - NAMED;
  return [
    title,
    ...alerts.slice(0, NAMED).map((alert) => `  ${alertText(alert)}`),
    ...(more > 0 ? [`  and ${more} more (--json has all)`] : []),
  ];
}

function alertText({ stretch, timestamp, side, score, verdict, episode }: TunedAlert): string {
  const where = stretch === 'book' ? 'book as it is' : `round ${stretch}`;
  const judged = verdict === null ? '' : `, ${verdict}`;
  const inside = episode === null ? '' : ` in ${episode}`;
  return `${formatTime(microsFromSeconds(timestamp))} ${side}, score ${score.toFixed(0)}, ${where}${judged}${inside}`;
}
