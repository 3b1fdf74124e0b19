import { SEVERITIES, SIGNAL_TYPES } from '@genesis/contracts';
import { formatCount, formatNumber, formatTime } from '../output/format.js';
import { binPoints, type BinPoint } from './bin-points.js';
import {
  CHART_WIDTH,
  panelAt,
  panelFrame,
  PLOT_LEFT,
  PLOT_RIGHT,
  timeAxis,
  type Panel,
} from './chart-frame.js';
import { type InstrumentSeries } from './instrument-series.js';
import { html, type Markup } from './markup.js';
import { areaPath, bandPath, linePath, type Pixel } from './paths.js';
import { linearScale, type Scale } from './scale.js';

const AXIS_HEIGHT = 26;
/** Lines break where nothing came for longer than this share of the chart. */
const LONGEST_GAP = (PLOT_RIGHT - PLOT_LEFT) / 20;

const DEPTH_TITLE = html`Depth over ten levels: <tspan class="bid">bid</tspan>,
  <tspan class="ask">ask</tspan>`;
const IMBALANCE_TITLE = html`Depth imbalance: <tspan class="bid">bids outweigh</tspan> above zero,
  <tspan class="ask">asks</tspan> below`;

interface ChartData {
  readonly series: InstrumentSeries;
  readonly points: readonly BinPoint[];
  readonly x: Scale;
}

/** Mid price with alert markers, spread, depth and imbalance of one symbol, one below the other. */
export function instrumentChart(series: InstrumentSeries): Markup {
  const { bins } = series;
  const x = linearScale(bins.startMicros(0), bins.startMicros(bins.length), PLOT_LEFT, PLOT_RIGHT);
  const data: ChartData = { series, points: binPoints(series), x };
  const mid = midPanel(data);
  const spread = panelAt('Spread', mid.bottom, 80, [0, ...valuesOf(data, 'spread')]);
  const depth = panelAt(DEPTH_TITLE, spread.bottom, 110, [
    0,
    ...valuesOf(data, 'bidDepth'),
    ...valuesOf(data, 'askDepth'),
  ]);
  const imbalance = panelAt(IMBALANCE_TITLE, depth.bottom, 80, [-1, 1]);
  const height = imbalance.bottom + AXIS_HEIGHT;
  return html`<svg viewBox="0 0 ${CHART_WIDTH} ${height}" role="img" aria-label="Charts of ${series.symbol}">
    ${[mid, spread, depth, imbalance].map((panel) => panelFrame(panel, x))} ${timeAxis(x, imbalance.bottom)}
    ${midMarks(data, mid)}
    <path class="line neutral" d="${linePath(pixels(data, spread, 'spread'), LONGEST_GAP)}" />
    <path class="line bid" d="${linePath(pixels(data, depth, 'bidDepth'), LONGEST_GAP)}" />
    <path class="line ask" d="${linePath(pixels(data, depth, 'askDepth'), LONGEST_GAP)}" />
    ${imbalanceMarks(data, imbalance)}
    ${data.points.map((point) => hoverColumn(data, point, mid.top, imbalance.bottom))}
  </svg>`;
}

function midPanel({ points }: ChartData): Panel {
  const extremes = points.flatMap(({ midLowest, midHighest }) => [midLowest, midHighest]);
  return panelAt('Mid price: mean and range; a triangle is an alert', 0, 190, extremes);
}

function midMarks(data: ChartData, panel: Panel): Markup {
  const highest = pixels(data, panel, 'midHighest');
  const band = bandPath(highest, pixels(data, panel, 'midLowest'), LONGEST_GAP);
  return html`<path class="band" d="${band}" />
    <path class="line neutral" d="${linePath(pixels(data, panel, 'mid'), LONGEST_GAP)}" />
    ${alertMarkers(data, panel)}`;
}

/** A triangle over each bin with alerts, in the colour of the gravest; on the upper edge where there is no price. */
function alertMarkers({ series, points, x }: ChartData, panel: Panel): Markup[] {
  const marked = points.filter(({ bin }) => series.severity.values[bin] >= 0);
  return marked.map(({ bin, centreMicros, midHighest }) => {
    const at = x.pixel(centreMicros);
    const tip = Number.isNaN(midHighest)
      ? panel.top + 10
      : Math.max(panel.y.pixel(midHighest) - 3, panel.top + 10);
    const severity = SEVERITIES[series.severity.values[bin]].toLowerCase();
    return html`<path class="marker ${severity}" d="M${at},${tip}l-4.5,-8h9z" />`;
  });
}

function imbalanceMarks(data: ChartData, panel: Panel): Markup {
  const zero = panel.y.pixel(0);
  const clipped = (clip: (obi: number) => number): Pixel[] =>
    data.points.map(({ centreMicros, obi }) => ({
      x: data.x.pixel(centreMicros),
      y: panel.y.pixel(clip(obi)),
    }));
  const above = areaPath(
    clipped((obi) => Math.max(obi, 0)),
    zero,
    LONGEST_GAP,
  );
  const below = areaPath(
    clipped((obi) => Math.min(obi, 0)),
    zero,
    LONGEST_GAP,
  );
  return html`<path class="area bid" d="${above}" /><path class="area ask" d="${below}" />`;
}

/** An invisible column whose tooltip has the bin in figures. */
function hoverColumn(data: ChartData, point: BinPoint, top: number, bottom: number): Markup {
  const { bins } = data.series;
  const from = data.x.pixel(point.startMicros);
  const width = Math.max(data.x.pixel(point.startMicros + bins.widthMicros) - from, 0.5).toFixed(1);
  return html`<rect class="hover" x="${from}" y="${top}" width="${width}" height="${bottom - top}">
    <title>${tooltip(data.series, point)}</title>
  </rect>`;
}

function tooltip(series: InstrumentSeries, point: BinPoint): string {
  const lines = [
    `${formatTime(point.startMicros)}, ${formatCount(point.rows)} rows`,
    ...(Number.isNaN(point.mid) ? [] : priceLines(point)),
    `depth: bid ${formatNumber(point.bidDepth)}, ask ${formatNumber(point.askDepth)}`,
    `imbalance ${point.obi.toFixed(3)}`,
    ...alertLines(series, point.bin),
  ];
  return lines.join('\n');
}

function priceLines({ mid, midLowest, midHighest, spread }: BinPoint): string[] {
  const range = `${formatNumber(midLowest, 9)} to ${formatNumber(midHighest, 9)}`;
  return [`mid ${formatNumber(mid, 9)} (${range})`, `spread ${formatNumber(spread)}`];
}

function alertLines(series: InstrumentSeries, bin: number): string[] {
  return SIGNAL_TYPES.flatMap((type, i) => {
    const count = series.alerts[i].values[bin];
    return count > 0 ? [`${type}: ${formatCount(count)}`] : [];
  });
}

type Measure = 'mid' | 'midLowest' | 'midHighest' | 'spread' | 'bidDepth' | 'askDepth';

function valuesOf({ points }: ChartData, measure: Measure): number[] {
  return points.map((point) => point[measure]);
}

function pixels({ points, x }: ChartData, panel: Panel, measure: Measure): Pixel[] {
  return points.map((point) => ({ x: x.pixel(point.centreMicros), y: panel.y.pixel(point[measure]) }));
}
