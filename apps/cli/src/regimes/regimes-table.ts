import { REGIMES } from '@genesis/contracts';
import { meanInterval } from '@genesis/evaluation';
import { seededRandom } from '@genesis/market';
import { formatCount } from '../output/format.js';
import { plainTable } from '../output/plain-table.js';
import {
  agreements,
  intervalText,
  type RegimeRun,
  settledAgreements,
  silhouettes,
  switchesPerHundredRows,
  switchesPerMinute,
} from './regime-run.js';

/** Decides about the draws of the intervals. */
const INTERVAL_SEED = 1;

/** The figures for people: a line for each instrument, and where the truth is known means with their intervals. */
export function regimesTable(runs: readonly RegimeRun[]): string {
  const judged = runs.some(({ judgement }) => judgement !== null);
  const head = [
    'Book',
    'rows',
    'minutes',
    'switches/min',
    'per 100 rows',
    'models',
    'agreement',
    'silhouette',
  ];
  const table = plainTable(judged ? [...head, 'accuracy', 'ARI'] : head, judged ? 9 : 7);
  for (const run of runs) {
    const truth = run.judgement === null ? [] : [run.judgement.accuracy, run.judgement.adjustedRandIndex];
    table.push([...lineOf(run), ...truth.map((value) => value.toFixed(3))]);
  }
  return `${table.toString()}\n\n${summary(runs)}${judged ? `\n${confusionTable(runs)}\n` : ''}`;
}

function lineOf(run: RegimeRun): string[] {
  const { trace } = run;
  return [
    `${run.name} ${trace.symbol}`,
    formatCount(trace.rows),
    trace.minutes.toFixed(1),
    switchesPerMinute(run).toFixed(2),
    switchesPerHundredRows(run).toFixed(3),
    String(trace.models.length),
    meanText(agreements(run)),
    meanText(silhouettes(run)),
  ];
}

function summary(runs: readonly RegimeRun[]): string {
  const truths = runs.flatMap(({ judgement }) => judgement ?? []);
  const figures: (readonly [string, readonly number[]])[] = [
    ['accuracy', truths.map(({ accuracy }) => accuracy)],
    ['adjusted Rand index', truths.map((truth) => truth.adjustedRandIndex)],
    ['switches per minute', runs.map(switchesPerMinute)],
    ['agreement across retrains', runs.flatMap(agreements)],
    ['… once half an hour was seen', runs.flatMap(settledAgreements)],
    ['silhouette', runs.flatMap(silhouettes)],
  ];
  const lines = figures
    .filter(([, values]) => values.length > 0)
    .map(
      ([name, values]) =>
        `${name.padEnd(30)}${intervalText(meanInterval(values, seededRandom(INTERVAL_SEED)))}`,
    );
  return `Means with 95 % intervals over books, or over trainings:\n${lines.join('\n')}\n`;
}

/** Seconds of all runs together: true regimes down, named ones across. */
function confusionTable(runs: readonly RegimeRun[]): string {
  const table = plainTable(['true \\ named', ...REGIMES], REGIMES.length);
  REGIMES.forEach((name, truth) => {
    const row = REGIMES.map((_, named) =>
      runs.reduce((sum, { judgement }) => sum + (judgement?.confusion[truth][named] ?? 0), 0),
    );
    table.push([name, ...row.map(formatCount)]);
  });
  return table.toString();
}

function meanText(values: readonly number[]): string {
  return values.length === 0
    ? '–'
    : (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3);
}
