import { type Detail } from '@genesis/evaluation';
import { html, type Markup } from '../report/markup.js';
import { type Curve, xyChart } from './xy-chart.js';

const SCORE_BINS = 20;
const HIGHEST_SCORE = 100;

/** Precision against recall, scores of true and false alerts, delays: three curves of one profile. */
export function detailCharts(detail: Detail): Markup {
  return html`<div class="pair">
    <div class="card">${precisionRecall(detail)}</div>
    <div class="card">${scores(detail)}</div>
    <div class="card">${delays(detail)}</div>
  </div>`;
}

function precisionRecall({ curve }: Detail): Markup {
  const points = curve.map(({ recall, precision }) => [recall, precision] as const);
  return xyChart(
    'Precision and recall as the least score falls',
    { label: 'recall', from: 0, to: 1 },
    { label: 'precision', from: 0, to: 1 },
    [{ name: 'all types', className: 'neutral', points }],
  );
}

function scores({ true_scores, false_scores }: Detail): Markup {
  const right = histogram(true_scores);
  const wrong = histogram(false_scores);
  const most = Math.max(1, ...right, ...wrong);
  return xyChart(
    'Scores of the alerts',
    { label: 'score', from: 0, to: HIGHEST_SCORE },
    { label: 'alerts', from: 0, to: most },
    [bars('true', 'bid', right), bars('false', 'ask', wrong)],
  );
}

/** Counts over equal bins of the score; the highest score belongs to the last. */
function histogram(values: readonly number[]): number[] {
  const counts = Array.from({ length: SCORE_BINS }, () => 0);
  for (const value of values) {
    counts[Math.min(SCORE_BINS - 1, Math.floor((value / HIGHEST_SCORE) * SCORE_BINS))]++;
  }
  return counts;
}

/** The outline of a histogram. */
function bars(name: string, className: string, counts: readonly number[]): Curve {
  const width = HIGHEST_SCORE / SCORE_BINS;
  const points = counts.flatMap((count, bin) => [
    [bin * width, count] as const,
    [(bin + 1) * width, count] as const,
  ]);
  return { name, className, points: [[0, 0], ...points, [HIGHEST_SCORE, 0]] };
}

function delays({ delays_s }: Detail): Markup {
  const longest = Math.max(1, ...delays_s);
  const points = delays_s.flatMap((delay, i) => [
    [delay, i / delays_s.length] as const,
    [delay, (i + 1) / delays_s.length] as const,
  ]);
  return xyChart(
    'Found episodes by delay',
    { label: 'seconds from the start of the episode to the alert', from: 0, to: longest },
    { label: 'share found so far', from: 0, to: 1 },
    [{ name: 'all types', className: 'neutral', points }],
  );
}
